"""The question to answer now: handed out, hinted at, skipped."""

from datetime import datetime
from uuid import UUID

from accounts.rules import Actor
from interview_coach.core.exceptions import Conflict, NotFound
from interviews import rules, selectors
from interviews.models import Interview, InterviewQuestion, SlotKind
from interviews.services import selection
from interviews.services.sitting import Sitting, own_sitting
from interviews.services.slots import add_slot
from questionbank.services.statistics import count_asked


class NoQuestionLeft(Conflict):
    code = "no_question_left"
    message = "Every question of this interview has been answered or skipped."


class NoHint(NotFound):
    code = "no_hint"
    message = "There is no hint for this question."


def next_question(*, actor: Actor, interview_uuid: UUID, now: datetime) -> tuple[Interview, InterviewQuestion]:
    """Return the slot to answer now: the open one, else a new one; raise `NoQuestionLeft`."""
    with own_sitting(actor, interview_uuid, now) as sitting:
        rules.check_in_progress(sitting.interview)
        slot = selectors.open_slot(sitting.interview) or _ask(sitting)
    return sitting.interview, slot


def _ask(sitting: Sitting) -> InterviewQuestion:
    slot = hand_out(sitting)
    if slot is None:
        raise NoQuestionLeft
    _record(sitting, "question_ask", slot)
    return slot


def _record(sitting: Sitting, action: str, slot: InterviewQuestion) -> None:
    owner = sitting.interview.user_id
    sitting.record(action, user_id=owner, entity_type="interview_question", entity_id=slot.uuid)


def hand_out(sitting: Sitting) -> InterviewQuestion | None:
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
        _record(sitting, "question_skip", slot)
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
            _record(sitting, "question_hint", slot)
            sitting.interview.total_hints_used += 1
    return text, sitting.interview.total_hints_used
