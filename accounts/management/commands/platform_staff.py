"""Makes somebody platform staff, or ends it."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.services.staff import set_staff
from interview_coach.core.exceptions import NotFound


class Command(BaseCommand):
    help = "Let the person with this address into the back office of every organization. They register first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--end", action="store_true", help="take it back, and end their sessions")

    def handle(self, *args: Any, **options: Any) -> None:
        is_staff = not options["end"]
        try:
            new = set_staff(email=options["email"], is_staff=is_staff, now=timezone.now())
        except NotFound as error:
            raise CommandError(str(error)) from error
        state = "is platform staff" if is_staff else "is no platform staff"
        self.stdout.write(f"{options['email']} {state}{' now' if new else ' already'}.")
