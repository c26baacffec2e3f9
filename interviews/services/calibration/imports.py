"""Anchors from a CSV file: each row is reported on, and one wrong row keeps the whole file out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from uuid import UUID

from django.db import transaction

from accounts.services.trail import record
from interview_coach.core import csv_files
from interview_coach.core.csv_files import Row
from interview_coach.core.exceptions import Invalid
from interviews.models import Anchor
from interviews.services.calibration import anchors
from questionbank.models import Rubric

MOST_ROWS = 2000
LARGEST_FILE = 10 * 1024 * 1024
NEEDED, OPTIONAL, GRADER = {"question", "answer"}, {"sample_answer", "scores"}, "grader_"
MOST_COLUMNS = len(NEEDED | OPTIONAL) + anchors.MOST_SCORES


@dataclass(frozen=True, slots=True)
class RowReport:
    """What became of one row: its `line` as rows are counted, from 1; `error` empty where it is sound.

    `known` where this answer is an anchor already: such a row is passed over, so a file can be imported again.
    """

    line: int
    error: str = ""
    known: bool = False
    score: float | None = None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did or, as a dry run or with a wrong row, would do."""

    rows: tuple[RowReport, ...]
    added: int

    @property
    def errors(self) -> tuple[RowReport, ...]:
        """The rows that kept the file out."""
        return tuple(row for row in self.rows if row.error)


def read_rows(content: bytes) -> list[Row]:
    """Return the rows of a CSV file by column. Raises `Invalid`."""
    rows = csv_files.read_rows(content, needed=NEEDED, optional=OPTIONAL, known=_is_grader, most=MOST_ROWS,
                               largest=LARGEST_FILE, widest=MOST_COLUMNS)  # fmt: skip
    if not any(name == "scores" or (name and _is_grader(name)) for name in rows[0]):
        raise Invalid("file", "required", "There is neither a column scores nor grader_1.")
    return rows


def _is_grader(name: str) -> bool:
    return name.startswith(GRADER)


@transaction.atomic
def import_anchors(
    *, rubric: Rubric, rows: list[Row], organization_id: int, user_id: int | None, now: datetime, dry_run: bool = False
) -> ImportReport:
    """Add rows (`question`: uuid or text, `sample_answer`?, `answer`, `scores` "7;8" or `grader_1`…) as anchors.

    All are added or, where one is wrong or it is a dry run, none. Rows whose answer is an anchor already are passed
    over.
    """
    anchors.taking_turns(organization_id)
    seen = anchors.known_answers(rubric, organization_id)
    find = cache(anchors.find_question)  # a file has many answers to few questions
    build = partial(anchors.build_anchor, rubric=rubric, organization_id=organization_id, now=now, find=find)
    fresh: list[Anchor] = []
    reports = []
    for line, row in enumerate(rows, start=1):
        try:
            anchor = _anchor(row, build)
        except Invalid as error:
            reports.append(RowReport(line, f"{error.field}: {error}"))
            continue
        known = anchors.identity(anchor) in seen
        reports.append(RowReport(line, known=known, score=anchor.score))
        if not known:
            seen.add(anchors.identity(anchor))
            fresh.append(anchor)
    report = ImportReport(tuple(reports), added=len(fresh))
    if not (dry_run or report.errors or not fresh):
        _store(fresh, rubric, organization_id, user_id, now)
    return report


def _store(fresh: list[Anchor], rubric: Rubric, organization_id: int, user_id: int | None, now: datetime) -> None:
    Anchor.objects.bulk_create(fresh, batch_size=200)
    record(organization_id=organization_id, user_id=user_id, action="anchors_import", now=now, entity_type="rubric",
           entity_id=rubric.uuid, anchors=len(fresh))  # fmt: skip


def _anchor(row: Row, build: Callable[..., Anchor]) -> Anchor:
    csv_files.check_whole(row)
    uuid = _uuid(row["question"])
    return build(
        text=row["answer"], scores=_scores(row), question=uuid, question_text="" if uuid else row["question"],
        sample_answer=row.get("sample_answer", ""),
    )  # fmt: skip


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text.strip())
    except ValueError:
        return None  # then it is the question's text


def _scores(row: Row) -> list[float]:
    graders = [value for name, value in row.items() if name.startswith(GRADER)]
    return scores_from(";".join([row.get("scores", ""), *graders]))


def scores_from(text: str) -> list[float]:
    """Return the scores written as "7; 8.5". Raises `Invalid` for what is no number."""
    try:
        return [float(part) for part in text.split(";") if part.strip()]
    except ValueError as error:
        raise Invalid("scores", "invalid", f"{error}.") from error
