"""What is due for evaluation, and what evaluations said."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Avg, Count, Q, QuerySet

from interviews import rules
from interviews.models import Answer, EvaluationStatus, Feedback, Interview


def unevaluated(interview: Interview) -> QuerySet[Answer]:
    """Return a sitting's answers whose evaluation is due or running."""
    return Answer.objects.filter(interview=interview, evaluation_status__in=rules.WAITING)


def due(now: datetime) -> QuerySet[Answer]:
    """Return the answers an evaluator may take up now: pending and due, or running under a lease that ran out."""
    pending = Q(evaluation_status=EvaluationStatus.PENDING, evaluation_due_at__lte=now)
    forsaken = Q(evaluation_status=EvaluationStatus.RUNNING, evaluation_lease_expires_at__lte=now)
    return Answer.objects.filter(pending | forsaken)


def leased(answer_id: int, lease: UUID) -> QuerySet[Answer]:
    """Return the answer if it is still being evaluated under `lease`."""
    return Answer.objects.filter(pk=answer_id, evaluation_lease=lease, evaluation_status=EvaluationStatus.RUNNING)


def latest_feedback(answer: Answer) -> Feedback | None:
    """Return the newest feedback on an answer's words as they are; None where there is none yet."""
    return _standing([answer.pk]).last()


def current_feedback(answer_ids: Iterable[int]) -> dict[int, Feedback]:
    """Return the newest feedback on the words of each answer as they are, by answer id."""
    return {row.answer_id: row for row in _standing(answer_ids)}


def _standing(answer_ids: Iterable[int]) -> QuerySet[Feedback]:
    """A revision takes an answer's score: without one, whatever was said is of former words."""
    return Feedback.objects.filter(answer__in=list(answer_ids), answer__score__isnull=False).order_by("number")


def rated_arms(organization_id: int) -> list[dict[str, Any]]:
    """Return each arm of A/B tests with its evaluator and model: how often shown, and how it was rated (1–5)."""
    arms = (
        Feedback.objects.filter(organization=organization_id)
        .exclude(arm="")
        .values("arm", "evaluator", "ai_model")
        .annotate(shown=Count("pk"), rated=Count("user_rating"), rating=Avg("user_rating"), score=Avg("score"))
        .order_by("arm", "evaluator", "ai_model")
    )
    return [dict(arm) for arm in arms]
