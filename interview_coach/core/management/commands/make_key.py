"""`manage.py make_key`: a fresh key for `ENCRYPTION_KEYS`."""

from typing import Any

from django.core.management.base import BaseCommand

from interview_coach.core.secret import encryption_key


class Command(BaseCommand):
    help = "Print a fresh random key for ENCRYPTION_KEYS."
    requires_system_checks = ()  # it is what a failing check asks for

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the key and nothing else."""
        self.stdout.write(encryption_key())
