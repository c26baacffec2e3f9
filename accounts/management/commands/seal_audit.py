"""Seals what waits in the audit trail; the clock does the same every few seconds."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.services.audit.sealing import seal


class Command(BaseCommand):
    help = "Seal the lines of the audit trail that wait for it. Safe to run twice and beside the clock's."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="look at every line, not only at recent ones")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{seal(now=timezone.now(), everything=options['all'])} lines sealed.")
