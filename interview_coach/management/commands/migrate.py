"""`manage.py migrate`: Django's own, run by the owner of the tables and over the rows of all tenants."""

from typing import Any

from django.core.management.commands.migrate import Command as DjangoCommand

from interview_coach.core.postgresql.ownership import as_owner
from interview_coach.core.tenancy import all_tenants


class Command(DjangoCommand):
    def execute(self, *args: Any, **options: Any) -> str | None:
        # Its checks included: the application's role may not be there yet.
        with as_owner(options["database"]), all_tenants():
            return super().execute(*args, **options)
