"""What a candidate has typed so far."""

from datetime import datetime
from uuid import UUID

from accounts.rules import Actor
from interview_coach.core.exceptions import Conflict
from interviews import rules, selectors
from interviews.models import Interview
from interviews.services.sitting import own_sitting


class QuestionNotAsked(Conflict):
    code = "question_not_asked"
    message = "This question was not asked in this interview."


def save_draft(*, actor: Actor, interview_uuid: UUID, question_uuid: UUID, text: str, now: datetime) -> None:
    """Keep what the candidate has typed so far; raise `QuestionNotAsked` for a question without a slot."""
    with own_sitting(actor, interview_uuid, now) as sitting:
        rules.check_open(sitting.interview)
        updated = selectors.slots_for(sitting.interview, question_uuid).update(draft=text)
        if not updated:
            raise QuestionNotAsked
        sitting.record("draft_save", user_id=actor.user_id, entity_type="question", entity_id=question_uuid)


def draft_of(*, actor: Actor, interview_uuid: UUID, question_uuid: UUID | None) -> tuple[UUID | None, str]:
    """Return a question and its draft, empty without one; the current question where none is named."""
    interview = selectors.find_own(actor, Interview, interview_uuid)
    slot = selectors.slot_for(interview, question_uuid) if question_uuid else selectors.open_slot(interview)
    if slot is None:
        return question_uuid, ""
    return slot.question.uuid if slot.question else slot.uuid, slot.draft
