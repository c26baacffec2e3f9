"""What a sitting's questions earned, and what it is compared with."""

from collections import defaultdict
from collections.abc import Iterable
from statistics import fmean
from typing import Any

from django.db.models import Avg, Count, Max, QuerySet

from interviews import rules
from interviews.models import Answer, Interview, InterviewQuestion, Status

# A sitting's scores, and the columns of its answers that they are means of.
DIMENSIONS = {
    "overall": "score",
    "technical": "technical_accuracy_score",
    "communication": "communication_score",
    "confidence": "confidence_level",
}


def score_means(interview: Interview) -> dict[str, Any]:
    """Return the means of what a sitting's questions earned (`rules.mark`); None where none is evaluated yet."""
    rows = list(Answer.objects.filter(interview=interview).values("pk", "slot__parent", *DIMENSIONS.values()))
    return {name: _mean_mark(rows, column) for name, column in DIMENSIONS.items()}


def _mean_mark(rows: Iterable[dict[str, Any]], column: str) -> float | None:
    further: dict[int, list[float | None]] = defaultdict(list)
    for row in rows:
        further[row["slot__parent"]].append(row[column])
    marks = [rules.mark(row[column], further[row["pk"]]) for row in rows if row["slot__parent"] is None]
    earned = [mark for mark in marks if mark is not None]
    return fmean(earned) if earned else None


def report_rows(interview: Interview) -> list[InterviewQuestion]:
    """Return a sitting's slots in order with question and answer."""
    return list(
        InterviewQuestion.objects.filter(interview=interview)
        .select_related("question", "answer", "interview", "parent")
        .order_by("position")
    )


def own_past(interview: Interview) -> dict[str, Any]:
    """Return mean and number of the person's earlier completed interviews in the same field here."""
    return (
        _completed(interview)
        .filter(user=interview.user_id, started_at__lt=interview.started_at)
        .aggregate(mean=Avg("overall_score"), best=Max("overall_score"), interviews=Count("pk"))
    )


def organization_level(interview: Interview) -> dict[str, Any]:
    """Return mean and number of everyone's completed interviews of the same field and level in the organization."""
    return (
        _completed(interview)
        .filter(level=interview.level)
        .aggregate(mean=Avg("overall_score"), interviews=Count("pk"), people=Count("user", distinct=True))
    )


def _completed(interview: Interview) -> QuerySet[Interview]:
    return Interview.objects.filter(
        status=Status.COMPLETED, overall_score__isnull=False, field=interview.field
    ).exclude(pk=interview.pk)
