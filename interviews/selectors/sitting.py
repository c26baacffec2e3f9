"""What is open in a sitting, what was asked in it, and what happened."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from interviews.models import Interview, InterviewEvent, InterviewQuestion, SlotKind
from questionbank.models import Question

EVENTS_PAGE = 500


def open_slot(interview: Interview) -> InterviewQuestion | None:
    """Return the slot waiting for an answer: handed out, neither answered nor skipped."""
    return (
        InterviewQuestion.objects.filter(interview=interview, skipped_at=None, answer=None)
        .select_related("question__bank", "parent__question__bank")
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
    """Annotate when the person was last asked each question (None: fresh), leaving out what this sitting has had.

    Another version of a question is the same question: the family tells.
    """
    asked = InterviewQuestion.objects.filter(question__family=OuterRef("family"), user=user_id)
    return questions.filter(~Exists(asked.filter(interview=interview))).annotate(
        last_asked=Subquery(asked.order_by("-handed_out_at").values("handed_out_at")[:1])
    )


def follow_ups_in(interview: Interview) -> list[InterviewQuestion]:
    """Return the follow-ups of a sitting with their answers, in order."""
    slots = InterviewQuestion.objects.filter(interview=interview, kind=SlotKind.FOLLOW_UP)
    return list(slots.select_related("answer").order_by("position"))


def events_after(interview_id: int, after: int, limit: int = EVENTS_PAGE) -> list[dict[str, Any]]:
    """Return a sitting's events numbered above `after`, oldest first, as frames."""
    events = InterviewEvent.objects.filter(interview=interview_id, seq__gt=after).order_by("seq")
    return [dict(event) for event in events.values("seq", "type", "at", "data")[:limit]]
