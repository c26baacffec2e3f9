"""Reads with a name: whose sittings one may see, what is open in one, what is due for evaluation."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Avg, Count, Exists, Max, OuterRef, Q, QuerySet, Subquery

from accounts.rules import Actor
from interview_coach.core.exceptions import NotFound
from interviews.models import (
    Answer,
    EvaluationStatus,
    Feedback,
    Interview,
    InterviewEvent,
    InterviewQuestion,
    SlotKind,
    Status,
)
from questionbank.models import Question

EVENTS_PAGE = 500


def visible(actor: Actor, model: type[Any]) -> QuerySet[Any]:
    """Return the rows of `model` that the actor may read: all of the organization for coach and up, else one's own."""
    rows: QuerySet[Any] = model.objects.all()
    return rows if actor.coaches else rows.filter(user=actor.user_id)


def listed_interviews(actor: Actor, user_uuid: UUID | None) -> QuerySet[Interview]:
    """Return the actor's own interviews, or with `user_uuid` those of another whose work the actor may read."""
    if user_uuid is None or user_uuid == actor.user_uuid:
        return Interview.objects.filter(user=actor.user_id)
    return visible(actor, Interview).filter(user__uuid=user_uuid)


def find(actor: Actor, model: type[Any], uuid: UUID, *related: str) -> Any:
    """Return the visible row named `uuid` with `related` loaded; raise `NotFound`."""
    row = visible(actor, model).filter(uuid=uuid).select_related(*related).first()
    if row is None:
        raise NotFound
    return row


def find_own(actor: Actor, model: type[Any], uuid: UUID, *related: str) -> Any:
    """Return the actor's own row named `uuid`; raise `NotFound`, for a coach's reading it too."""
    row = model.objects.filter(uuid=uuid, user=actor.user_id).select_related(*related).first()
    if row is None:
        raise NotFound
    return row


def open_slot(interview: Interview) -> InterviewQuestion | None:
    """Return the slot waiting for an answer: handed out, neither answered nor skipped."""
    return (
        InterviewQuestion.objects.filter(interview=interview, skipped_at=None, answer=None)
        .select_related("question", "question__bank", "parent")
        .order_by("position")
        .first()
    )


def slots_for(interview: Interview, question_uuid: UUID) -> QuerySet[InterviewQuestion]:
    """Return the slot, at most one, in which a question was handed out; a follow-up is named by its slot's uuid."""
    return InterviewQuestion.objects.filter(interview=interview).filter(
        Q(question__uuid=question_uuid) | Q(uuid=question_uuid, kind=SlotKind.FOLLOW_UP)
    )


def slot_for(interview: Interview, question_uuid: UUID) -> InterviewQuestion | None:
    """Return the slot in which a question was handed out, with so much of question and answer as names them."""
    return (
        slots_for(interview, question_uuid)
        .select_related("question", "answer")
        .only(
            "uuid", "organization_id", "kind", "skipped_at", "hinted_at", "draft",
            "question__uuid", "question__organization_id", "answer__uuid", "answer__organization_id", "answer__slot_id",
        )
        .first()
    )  # fmt: skip


def main_slots(interview: Interview) -> int:
    """Return how many main questions were handed out."""
    return InterviewQuestion.objects.filter(interview=interview, kind=SlotKind.MAIN).count()


def with_last_asked(questions: QuerySet[Question], user_id: int, interview: Interview) -> QuerySet[Question]:
    """Annotate when the person was last asked each question (None: fresh), leaving out what this sitting has had."""
    asked = InterviewQuestion.objects.filter(question=OuterRef("pk"), user=user_id)
    return questions.filter(~Exists(asked.filter(interview=interview))).annotate(
        last_asked=Subquery(asked.order_by("-handed_out_at").values("handed_out_at")[:1])
    )


def score_means(interview: Interview) -> dict[str, Any]:
    """Return the means of a sitting's evaluated answers; None where none is evaluated yet."""
    return Answer.objects.filter(interview=interview).aggregate(
        overall=Avg("score"),
        technical=Avg("technical_accuracy_score"),
        communication=Avg("communication_score"),
        confidence=Avg("confidence_level"),
    )


def unevaluated(interview: Interview) -> QuerySet[Answer]:
    """Return a sitting's answers whose evaluation is due or running."""
    waiting = [EvaluationStatus.PENDING, EvaluationStatus.RUNNING]
    return Answer.objects.filter(interview=interview, evaluation_status__in=waiting)


def due(now: datetime) -> QuerySet[Answer]:
    """Return the answers an evaluator may take up now: pending and due, or running under a lease that ran out."""
    pending = Q(evaluation_status=EvaluationStatus.PENDING, evaluation_due_at__lte=now)
    forsaken = Q(evaluation_status=EvaluationStatus.RUNNING, evaluation_lease_expires_at__lte=now)
    return Answer.objects.filter(pending | forsaken)


def latest_feedback(answer: Answer) -> Feedback | None:
    """Return the newest feedback on an answer."""
    return Feedback.objects.filter(answer=answer).order_by("-number").first()


def events_after(interview_id: int, after: int, limit: int = EVENTS_PAGE) -> list[dict[str, Any]]:
    """Return a sitting's events numbered above `after`, oldest first, as frames."""
    events = InterviewEvent.objects.filter(interview=interview_id, seq__gt=after).order_by("seq")
    return [dict(event) for event in events.values("seq", "type", "at", "data")[:limit]]


def report_rows(interview: Interview) -> list[InterviewQuestion]:
    """Return a sitting's slots in order with question and answer."""
    return list(
        InterviewQuestion.objects.filter(interview=interview)
        .select_related("question", "answer", "interview")
        .order_by("position")
    )


def current_feedback(answer_ids: Iterable[int]) -> dict[int, Feedback]:
    """Return the newest feedback of each answer, by answer id."""
    rows = Feedback.objects.filter(answer__in=list(answer_ids)).order_by("number")
    return {row.answer_id: row for row in rows}


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
