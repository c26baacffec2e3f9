"""`manage.py import_anchors --organization acme --rubric NAME FILE.csv`: human-scored answers to measure by."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from interview_coach.core.csv_files import Row
from interview_coach.core.exceptions import Invalid
from interviews.management.tenants import organization_called, rubric_called
from interviews.services.calibration.imports import ImportReport, import_anchors, read_rows


class Command(BaseCommand):
    help = "Import anchors from a CSV file: question, answer, scores (7;8) or grader_1…, sample_answer. All or none."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.csv")
        parser.add_argument("--organization", required=True, metavar="SLUG")
        parser.add_argument("--rubric", required=True, metavar="NAME|UUID", help="whose scores they are")
        parser.add_argument("--dry-run", action="store_true", help="check every row, write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import one file; where a row is wrong, each such row is named on stderr and nothing is written."""
        rows = _rows(options["file"])
        with organization_called(options["organization"]) as organization:
            report = import_anchors(
                rubric=rubric_called(options["rubric"], organization), rows=rows, organization_id=organization.pk,
                user_id=None, now=timezone.now(), dry_run=options["dry_run"],
            )  # fmt: skip
        self._tell(report, dry_run=options["dry_run"])

    def _tell(self, report: ImportReport, *, dry_run: bool) -> None:
        for row in report.errors:
            self.stderr.write(f"row {row.line}: {row.error}")
        if report.errors:
            raise CommandError(f"{len(report.errors)} of {len(report.rows)} rows are wrong. Nothing was written.")
        known = sum(row.known for row in report.rows)
        verb = "would be added" if dry_run else "added"
        self.stdout.write(f"{report.added} anchors {verb}, {known} known already.")


def _rows(path: Path) -> list[Row]:
    try:
        return read_rows(path.read_bytes())
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}.") from error
    except Invalid as error:
        raise CommandError(f"{path}: {error}") from error
