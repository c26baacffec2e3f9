"""Starting a sitting and handing out its questions."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.rules import Actor
from accounts.services.devices import describe
from accounts.services.trail import record
from interview_coach.core.exceptions import Conflict, Invalid, NotFound
from interview_coach.core.request_context import current_request
from interviews import rules, selectors
from interviews.models import Interview, InterviewQuestion, InterviewType, SlotKind
from interviews.services import selection
from interviews.services.sitting import Sitting, own_sitting
from interviews.services.slots import add_slot
from questionbank.models import CompanyQuestionBank, Field
from questionbank.selectors import open_banks
from questionbank.services.statistics import count_asked


class NoQuestionsAvailable(Conflict):
    code = "no_questions_available"
    message = "There is no question for this configuration."


class NoQuestionLeft(Conflict):
    code = "no_question_left"
    message = "Every question of this interview has been answered or skipped."


class QuestionNotAsked(Conflict):
    code = "question_not_asked"
    message = "This question was not asked in this interview."


class NoHint(NotFound):
    code = "no_hint"
    message = "There is no hint for this question."


def default_type(field: str) -> str:
    """Return the type of an interview that named none: what its field is about."""
    people = {Field.BEHAVIORAL.value: InterviewType.BEHAVIORAL, Field.HR.value: InterviewType.HR}
    return str(people.get(field, InterviewType.TECHNICAL))


@transaction.atomic
def start_interview(
    *, actor: Actor, now: datetime, field: str, interview_type: str = "", bank: UUID | None = None, **configuration: Any
) -> tuple[Interview, InterviewQuestion]:
    """Open a sitting and hand out its first question.

    `configuration` are columns of the interview. Raises `NoQuestionsAvailable` where not one question fits even after
    widening, and `Invalid` for an unknown bank.
    """
    request = current_request()
    device = describe(request.user_agent)
    interview = Interview(
        organization_id=actor.organization_id, user_id=actor.user_id, field=field,
        interview_type=interview_type or default_type(field), bank=_bank(bank), started_at=now, last_activity_at=now,
        device_type=device.device_type, browser=device.browser, ip_address=request.ip_address, **configuration,
    )  # fmt: skip
    interview.widened = selection.widening_needed(interview)
    interview.save()
    sitting = Sitting(interview, now)
    sitting.tell("interview.started", field=field, level=interview.level, widened=interview.widened)
    slot = _hand_out(sitting)
    if slot is None:
        raise NoQuestionsAvailable
    record(organization_id=actor.organization_id, user_id=actor.user_id, action="interview_start", now=now,
           entity_type="interview", entity_id=interview.uuid, field=field, level=interview.level)  # fmt: skip
    sitting.write()
    return interview, slot


def _bank(uuid: UUID | None) -> CompanyQuestionBank | None:
    if uuid is None:
        return None
    bank = open_banks().filter(uuid=uuid).first()
    if bank is None:
        raise Invalid("bank", "invalid_choice", "There is no such bank.")
    return bank


def next_question(*, actor: Actor, interview_uuid: UUID, now: datetime) -> tuple[Interview, InterviewQuestion]:
    """Return the slot to answer now: the open one, else a new one; raise `NoQuestionLeft`."""
    with own_sitting(actor, interview_uuid, now) as sitting:
        rules.check_in_progress(sitting.interview)
        slot = selectors.open_slot(sitting.interview) or _hand_out(sitting)
        if slot is None:
            raise NoQuestionLeft
    return sitting.interview, slot


def _hand_out(sitting: Sitting) -> InterviewQuestion | None:
    interview = sitting.interview
    handed_out = selectors.main_slots(interview)
    if handed_out >= interview.questions_total:
        return None
    choice = selection.choose(interview, handed_out + 1, interview.overall_score)
    if choice is None:
        return None
    interview.widened = interview.widened + [name for name in choice.widened if name not in interview.widened]
    slot = add_slot(
        sitting, kind=SlotKind.MAIN, question=choice.question, question_version=choice.question.version,
        reason=choice.reason,
    )  # fmt: skip
    count_asked(question=choice.question, organization_id=interview.organization_id)
    return slot


def _current(sitting: Sitting) -> InterviewQuestion:
    rules.check_in_progress(sitting.interview)
    slot = selectors.open_slot(sitting.interview)
    if slot is None:
        raise NoQuestionLeft
    return slot


def skip(*, actor: Actor, interview_uuid: UUID, now: datetime) -> Interview:
    """Leave the current question unanswered; raise `NoQuestionLeft` where none is open."""
    with own_sitting(actor, interview_uuid, now) as sitting:
        slot = _current(sitting)
        slot.skipped_at = now
        slot.save(update_fields=["skipped_at"])
        sitting.record("question_skip", user_id=actor.user_id, entity_type="interview_question", entity_id=slot.uuid)
    return sitting.interview


def hint(*, actor: Actor, interview_uuid: UUID, language: str, now: datetime) -> tuple[str, int]:
    """Return the current question's hint and how many hints the sitting has used; asking again counts once."""
    with own_sitting(actor, interview_uuid, now) as sitting:
        slot = _current(sitting)
        text = slot.question.in_language(language)[1] if slot.question else ""
        if not text:
            raise NoHint
        if slot.hinted_at is None:
            slot.hinted_at = now
            slot.save(update_fields=["hinted_at"])
            sitting.interview.total_hints_used += 1
    return text, sitting.interview.total_hints_used


def save_draft(*, actor: Actor, interview_uuid: UUID, question_uuid: UUID, text: str, now: datetime) -> None:
    """Keep what the candidate has typed so far; raise `QuestionNotAsked` for a question without a slot."""
    with own_sitting(actor, interview_uuid, now) as sitting:
        if sitting.interview.status not in rules.OPEN:
            raise rules.NotInProgress(f"The interview is {sitting.interview.status}.")
        updated = selectors.slots_for(sitting.interview, question_uuid).update(draft=text)
        if not updated:
            raise QuestionNotAsked


def draft_of(*, actor: Actor, interview_uuid: UUID, question_uuid: UUID | None) -> tuple[UUID | None, str]:
    """Return a question and its draft, empty without one; the current question where none is named."""
    interview = selectors.find_own(actor, Interview, interview_uuid)
    slot = selectors.slot_for(interview, question_uuid) if question_uuid else selectors.open_slot(interview)
    if slot is None:
        return question_uuid, ""
    return slot.question.uuid if slot.question else slot.uuid, slot.draft
