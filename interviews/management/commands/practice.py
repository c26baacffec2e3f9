"""`manage.py practice`: sit an interview in the terminal, on any server, through its public API alone."""

import contextlib
import io
import json
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console

from interviews.practice.answers import AnswerSource, FromFile, FromTerminal
from interviews.practice.client import Api, Json
from interviews.practice.errors import PracticeError
from interviews.practice.play import play
from interviews.practice.show import Show

INTERRUPTED = 130


class Command(BaseCommand):
    """Reads the options; everything else is in `interviews.practice`."""

    help = "Sit a mock interview in the terminal, on any server, through its public API alone."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--base-url", default="http://127.0.0.1:8000", help="the server (default: %(default)s)")
        parser.add_argument("--email", required=True)
        parser.add_argument("--password", required=True)
        parser.add_argument("--field", default="software_engineering", help="default: %(default)s")
        parser.add_argument("--level", default="mid", help="junior, mid or senior (default: %(default)s)")
        parser.add_argument("--questions", type=int, default=5, help="how many, 1 to 20 (default: %(default)s)")
        parser.add_argument("--no-follow-ups", action="store_true", help="ask no further after an answer")
        parser.add_argument(
            "--answers", type=Path, metavar="FILE",
            help="answer from a JSON file: a list in order, or an object by question uuid with \"*\" as default; "
            "follow-ups take their turn in a list that has answers to spare, and the default of an object",
        )  # fmt: skip
        parser.add_argument(
            "--json", action="store_true",
            help="print one JSON document: interview, answers, feedbacks, events, report",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        """Play one interview; whatever ends it early is one line on stderr and exit code 1."""
        if options["json"] and not options["answers"]:
            raise CommandError("--json needs --answers FILE.")
        # Written through as it is: rich ends its lines itself.
        self.stdout.ending = ""
        show = Show(Console(stderr=True) if options["json"] else Console(file=self.stdout))  # type: ignore[arg-type]
        try:
            document = self._play(options, show)
        except PracticeError as error:
            raise CommandError(" ".join(str(error).split())) from error
        except KeyboardInterrupt as error:
            raise CommandError("Interrupted. The interview stays open.", returncode=INTERRUPTED) from error
        if options["json"]:
            self.stdout.write(json.dumps(document, indent=2) + "\n")

    def _play(self, options: dict[str, Any], show: Show) -> Json:
        source: AnswerSource = (
            FromFile.read(options["answers"], options["questions"])
            if options["answers"]
            else FromTerminal(show, terminal_lines())
        )
        with Api(options["base_url"]) as api:
            api.login(options["email"], options["password"])
            configuration = {
                "field": options["field"], "level": options["level"], "questions_total": options["questions"],
            }  # fmt: skip
            if options["no_follow_ups"]:
                configuration["follow_ups"] = False
            return play(api, configuration, source, show)


def terminal_lines() -> Callable[[], str]:
    """Return a reader of lines from standard input, with an editor where that is a terminal."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    if not sys.stdin.isatty():
        return input
    with contextlib.suppress(ImportError):
        # Importing it is what gives `input` an editor; without, a terminal cuts lines at 4096 bytes.
        import readline  # noqa: F401
    return lambda: input("> ")
