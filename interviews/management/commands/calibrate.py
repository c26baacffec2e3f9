"""`manage.py calibrate --organization acme`: how well evaluators agree with people, beside people with each other."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console

from accounts.models import Organization
from interview_coach.core.exceptions import DomainError
from interviews.management.calibration_table import as_document, table_of
from interviews.management.tenants import organization_called, rubric_called
from interviews.models import CalibrationRun, EvaluatorKind
from interviews.services.calibration import reading
from interviews.services.calibration.contender import Contender, asked_for
from interviews.services.calibration.runs import MOST_REPEATS, REPEATS, calibrate
from questionbank.models import RubricVersion

# Not 2, which is a command line that cannot be read.
NOTHING_TO_JUDGE = 3


class Command(BaseCommand):
    help = (
        "Measure an evaluator against an organization's anchors. Exit 1: outside the tolerances. "
        f"Exit {NOTHING_TO_JUDGE}: under no rubric are there enough anchors to judge by."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--organization", required=True, metavar="SLUG")
        parser.add_argument("--rubric", default="", metavar="NAME|UUID", help="default: each rubric with anchors")
        parser.add_argument("--version", dest="number", type=int, help="of --rubric; default: the live one")
        parser.add_argument("--evaluator", default="", choices=EvaluatorKind.values, help="default: those in use")
        parser.add_argument("--model", default="", help="with --evaluator llm; default: the first configured")
        parser.add_argument(
            "--repeats", type=int, default=REPEATS, choices=range(1, MOST_REPEATS + 1), metavar="N",
            help=f"how often each anchor is evaluated, 1 to {MOST_REPEATS} (default: %(default)s)",
        )  # fmt: skip
        parser.add_argument("--json", action="store_true", help="print one JSON document")

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        """Django's own --version gives way to the rubric's."""
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **kwargs)

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure, keep the runs, and print them; what keeps it from being measured is one line on stderr."""
        with organization_called(options["organization"]) as organization:
            try:
                contenders = asked_for(organization.pk, options["evaluator"], options["model"])
                runs = [self._run(version, contender, options) for version in _versions(organization, options)
                        for contender in contenders]  # fmt: skip
            except DomainError as error:
                raise CommandError(str(error)) from error
            self._tell(runs, as_json=options["json"])
        _judge(runs)

    def _run(self, version: RubricVersion, contender: Contender, options: dict[str, Any]) -> CalibrationRun:
        return calibrate(version=version, contender=contender, repeats=options["repeats"], now=timezone.now())

    def _tell(self, runs: list[CalibrationRun], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps([as_document(run) for run in runs], indent=2))
            return
        self.stdout.ending = ""  # rich ends its lines itself
        console = Console(file=self.stdout)  # type: ignore[arg-type]
        for run in runs:
            console.print(table_of(run))


def _judge(runs: list[CalibrationRun]) -> None:
    """Raise `CommandError` where a run failed, and with another exit code where none could be judged."""
    if any(run.passed is False for run in runs):
        raise CommandError("Outside the tolerances.")
    if all(run.passed is None for run in runs):
        raise CommandError("Not enough anchors to judge.", returncode=NOTHING_TO_JUDGE)


def _versions(organization: Organization, options: dict[str, Any]) -> list[RubricVersion]:
    if not options["rubric"]:
        versions = reading.anchored_versions(organization.pk)
        if not versions:
            raise CommandError("No rubric has anchors here; see manage.py import_anchors.")
        return versions
    rubric = rubric_called(options["rubric"], organization)
    which = {"number": options["number"]} if options["number"] is not None else {"pk": rubric.live_id}
    version = RubricVersion.objects.select_related("rubric").filter(rubric=rubric, **which).first()
    if version is None:
        raise CommandError(f"{rubric.name} has no such version.")
    return [version]
