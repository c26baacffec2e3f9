"""`manage.py reevaluate --organization acme`: what scoring answers anew would change; with --apply, for real."""

import json
from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from accounts.models import Organization, User
from interview_coach.core.management.arguments import moment
from interviews.management.reevaluation_table import as_document, line_of, summary_of
from interviews.management.tenants import organization_called, rubric_called
from interviews.rules import OVER
from interviews.services.reevaluation.diff import Change, summarize
from interviews.services.reevaluation.running import reevaluate, what_would_change
from interviews.services.reevaluation.selection import Selection, selected

INTERRUPTED = 130


class Command(BaseCommand):
    help = "Show what evaluating answers anew would change; --apply does it. Earlier feedback and human scores stay."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--organization", required=True, metavar="SLUG")
        parser.add_argument("--interview", type=UUID)
        parser.add_argument("--question", type=UUID)
        parser.add_argument("--user", default="", metavar="EMAIL|UUID")
        parser.add_argument("--rubric", default="", metavar="NAME|UUID", help="of the newest feedback")
        parser.add_argument("--evaluator", default="", help="of the newest feedback, as it is stored there")
        parser.add_argument("--since", type=moment, help="answered at that time or later: 2026-03-01")
        parser.add_argument("--until", type=moment, help="answered before")
        parser.add_argument("--status", default="", choices=["", *map(str, OVER)], help="of the evaluation")
        parser.add_argument("--limit", type=int, help="so many answers at most")
        parser.add_argument("--again", action="store_true", help="also answers judged by what is in force already")
        parser.add_argument("--apply", action="store_true", help="have them evaluated; without it nothing is written")
        parser.add_argument("--now", action="store_true", help="with --apply: here and now, not by the workers")
        parser.add_argument("--json", action="store_true", help="print one JSON document")

    def handle(self, *args: Any, **options: Any) -> None:
        """Go through the answers. Interrupted, it can be started again: what is done is not done twice."""
        if options["now"] and not options["apply"]:
            raise CommandError("--now goes with --apply.")
        if options["limit"] is not None and options["limit"] < 1:
            raise CommandError("--limit is 1 or more.")
        self.stdout.ending = ""  # rich ends its lines itself
        self.console = Console(file=self.stdout)  # type: ignore[arg-type]
        with organization_called(options["organization"]) as organization:
            selection = _selection(organization, options)
            try:
                go = self._apply if options["apply"] else self._preview
                go(selection, organization, options)
            except KeyboardInterrupt as error:
                raise CommandError("Interrupted. The same command goes on.", returncode=INTERRUPTED) from error

    def _preview(self, selection: Selection, organization: Organization, options: dict[str, Any]) -> None:
        changes: list[Change] = []
        same = 0
        with self._bar(selection, organization) as advance:
            for change in what_would_change(selection, organization.pk):
                advance()
                if change is None:
                    same += 1
                    continue
                changes.append(change)
                if not options["json"]:
                    self.console.print(line_of(change), soft_wrap=True)
        if options["json"]:
            self.stdout.write(json.dumps(as_document(changes, same), indent=2) + "\n")
        else:
            self.console.print(summary_of(summarize(changes), same), soft_wrap=True)

    def _apply(self, selection: Selection, organization: Organization, options: dict[str, Any]) -> None:
        done = left_out = 0
        with self._bar(selection, organization) as advance:
            for queued in reevaluate(
                selection=selection, organization_id=organization.pk, user_id=None, now=timezone.now(),
                at_once=options["now"],
            ):  # fmt: skip
                advance()
                done, left_out = done + queued, left_out + (not queued)
        what = "evaluated" if options["now"] else "queued"
        if options["json"]:
            self.stdout.write(json.dumps({what: done, "left_out": left_out}) + "\n")
        else:
            self.console.print(f"{done} answers {what}, {left_out} left out.")

    def _bar(self, selection: Selection, organization: Organization) -> "Bar":
        return Bar(len(selected(selection, organization.pk)))


class Bar:
    """A progress bar on stderr, so that what is printed can be kept; silent where nobody looks."""

    def __init__(self, total: int) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
        self._task = self._progress.add_task("Answers", total=total)

    def __enter__(self) -> Any:
        self._progress.start()
        return lambda: self._progress.advance(self._task)

    def __exit__(self, *exception: object) -> None:
        self._progress.stop()


def _selection(organization: Organization, options: dict[str, Any]) -> Selection:
    names = ("interview", "question", "evaluator", "status", "since", "until", "again", "limit")
    rubric = rubric_called(options["rubric"], organization).uuid if options["rubric"] else None
    return Selection(**{name: options[name] for name in names}, rubric=rubric, user=_person(options["user"]))


def _person(text: str) -> UUID | None:
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError:
        user = User.objects.filter(email=text.lower()).values_list("uuid", flat=True).first()
        if user is None:
            raise CommandError(f"There is nobody called {text!r}.") from None
        return user
