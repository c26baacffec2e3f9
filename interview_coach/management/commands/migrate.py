"""`manage.py migrate`: Django's own, run by the owner of the tables and over the rows of all tenants."""

from typing import Any

from django.core.management.commands.migrate import Command as DjangoCommand

from interview_coach.core.postgresql.ownership import as_owner
from interview_coach.core.tenancy import all_tenants


class Command(DjangoCommand):
    def handle(self, *args: Any, **options: Any) -> None:
        with as_owner(options["database"]), all_tenants():
            super().handle(*args, **options)
