"""`manage.py flush`: Django's own, run by the owner: the application's role may not empty tables."""

from typing import Any

from django.core.management.commands.flush import Command as DjangoCommand

from interview_coach.core.postgresql.ownership import as_owner


class Command(DjangoCommand):
    def handle(self, **options: Any) -> None:
        with as_owner(options["database"]):
            super().handle(**options)
