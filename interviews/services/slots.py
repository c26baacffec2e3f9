"""A sitting's slots: each new one takes the next position and is told of."""

from typing import Any
from uuid import UUID

from interviews.models import InterviewQuestion
from interviews.services.sitting import Sitting


def add_slot(sitting: Sitting, **columns: Any) -> InterviewQuestion:
    """Hand out a slot with these `columns`, which are a main question's or a follow-up's."""
    interview = sitting.interview
    position = InterviewQuestion.objects.filter(interview=interview).count() + 1
    slot: InterviewQuestion = InterviewQuestion.objects.create(
        organization_id=interview.organization_id, user_id=interview.user_id, interview=interview, position=position,
        handed_out_at=sitting.now, **columns,
    )  # fmt: skip
    sitting.tell("question.ready", question=str(_name(slot)), position=position, kind=slot.kind)
    return slot


def _name(slot: InterviewQuestion) -> UUID:
    """What clients send with the answer: a follow-up is no question of the library and goes by its slot."""
    return slot.question.uuid if slot.question else slot.uuid
