"""`manage.py write_schema`: docs/schema.md from the models and the notes; with `--check`, whether it is up to date."""

from difflib import unified_diff
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from interview_coach.schema.document import DOCUMENT, render, without_note
from interview_coach.schema.notes import NOTES, read_notes
from interview_coach.schema.tables import own_tables


class Command(BaseCommand):
    help = "Write docs/schema.md from the models and docs/schema_notes.toml."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="Write nothing; fail where the document is stale.")

    def handle(self, *args: Any, check: bool = False, **options: Any) -> None:
        target = settings.BASE_DIR / DOCUMENT
        tables, notes = own_tables(), read_notes(settings.BASE_DIR)
        if silent := without_note(tables, notes):
            raise CommandError(f"{NOTES} says nothing of {', '.join(silent)}.")
        wanted = render(tables, notes)
        held = target.read_text(encoding="utf-8") if target.exists() else ""
        if check and held != wanted:
            difference = unified_diff(
                held.splitlines(), wanted.splitlines(), "as it is", "as it should be", lineterm=""
            )
            raise CommandError(f"{DOCUMENT} is stale; run manage.py write_schema.\n" + "\n".join(difference))
        if held != wanted:
            target.write_text(wanted, encoding="utf-8")
            self.stdout.write(f"{DOCUMENT} written")
