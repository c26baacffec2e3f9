"""What is known of a question from those who answered it.

Each organization's share is its own row. The question's own columns add all of them up; they belong to the house where
the question does, and this module is the one privileged writer that reaches across.
"""

from django.db import transaction
from django.db.models import F, QuerySet, Sum
from django.db.models.functions import Greatest

from interview_coach.core.locking import locked
from interview_coach.core.tenancy import all_tenants
from questionbank.models import Question, QuestionStatistics
from questionbank.rules import difficulty_rating


@transaction.atomic
def count_asked(*, question: Question, organization_id: int) -> None:
    """Count that a question was handed out to someone of an organization."""
    _row(question, organization_id).update(asked=F("asked") + 1)
    with all_tenants():
        Question.objects.filter(pk=question.pk).update(usage_count=F("usage_count") + 1)


@transaction.atomic
def count_score(
    *, question: Question, organization_id: int, before: float | None, after: float | None, seconds: int
) -> None:
    """Let an answer's score go from `before` to `after` (None: not scored), and the question's averages follow.

    `seconds` were spent on the answer; they count as long as it is scored.
    """
    more = (after is not None) - (before is not None)
    old, new = before or 0.0, after or 0.0
    _row(question, organization_id).update(
        scored=F("scored") + more,
        score_total=F("score_total") + (new - old),
        score_squares=Greatest(F("score_squares") + (new * new - old * old), 0.0),
        seconds_total=F("seconds_total") + more * seconds,
    )
    _add_up(question)


def _row(question: Question, organization_id: int) -> QuerySet[QuestionStatistics]:
    QuestionStatistics.objects.get_or_create(question=question, organization_id=organization_id)
    return QuestionStatistics.objects.filter(question=question, organization_id=organization_id)


def _add_up(question: Question) -> None:
    """Write the sums over all organizations into the question's own columns."""
    with all_tenants():
        # Writers of one question take turns here, or two would each miss what the other has not committed yet.
        locked(Question.objects.all()).filter(pk=question.pk).values_list("pk").first()
        total = QuestionStatistics.objects.filter(question=question).aggregate(
            scored=Sum("scored"), score=Sum("score_total"), seconds=Sum("seconds_total")
        )
        scored, score = total["scored"], total["score"]
        Question.objects.filter(pk=question.pk).update(
            avg_score=min(10.0, max(0.0, round(score / scored, 2))) if scored else None,
            avg_completion_time=round(total["seconds"] / scored, 1) if scored else None,
            difficulty_rating=difficulty_rating(question.difficulty, scored, score),
        )
