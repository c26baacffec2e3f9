"""`manage.py flush`: Django's own, run by the owner: the application's role may not empty tables."""

from typing import Any

from django.core.management.commands.flush import Command as DjangoCommand

from interview_coach.core.append_only import unguard
from interview_coach.core.postgresql.ownership import as_owner


class Command(DjangoCommand):
    def handle(self, **options: Any) -> None:
        with as_owner(options["database"]):
            unguard(options["database"])  # what only grows goes too; its triggers come again with the signal after it
            super().handle(**options)
