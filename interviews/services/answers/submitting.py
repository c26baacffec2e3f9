"""Giving an answer to the question that is open."""

from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.rules import Actor
from interview_coach.core.exceptions import Conflict
from interviews import rules, selectors
from interviews.models import Answer, Interview, InterviewQuestion, SlotKind
from interviews.services.answers.content import count_words, media_for, recording_of
from interviews.services.answers.queueing import wake_evaluator
from interviews.services.questions import QuestionNotAsked
from interviews.services.sitting import own_sitting


class AlreadyAnswered(Conflict):
    code = "already_answered"
    message = "This question has its answer; change it with PATCH."


def submit_answer(
    *,
    actor: Actor,
    interview_uuid: UUID,
    question_uuid: UUID,
    time_spent_seconds: int,
    now: datetime,
    text: str = "",
    transcript: str = "",
    media_uuid: UUID | None = None,
    metrics: dict[str, Any] | None = None,
) -> tuple[Interview, Answer, InterviewQuestion]:
    """Store the answer to a question that was handed out, and have it evaluated.

    Raises `NotInProgress`, `QuestionNotAsked`, `AlreadyAnswered`, and `Invalid` for unknown media.
    """
    with own_sitting(actor, interview_uuid, now) as sitting:
        interview = sitting.interview
        rules.check_in_progress(interview)
        slot = _unanswered(interview, question_uuid)
        media = media_for(interview, media_uuid)
        answer = Answer(
            organization_id=interview.organization_id, user_id=interview.user_id, interview=interview,
            question=slot.question, slot=slot, text=text, transcript=transcript, time_spent_seconds=time_spent_seconds,
            hint_used=slot.hinted_at is not None, submitted_at=now, evaluation_due_at=now,
            delivery_metrics=metrics or {}, **recording_of(media),
        )  # fmt: skip
        count_words(answer)
        answer.save(force_insert=True)
        _count_answer(interview, slot, time_spent_seconds)
        sitting.tell("answer.received", answer=str(answer.uuid), question=str(question_uuid),
                     questions_answered=interview.questions_answered)  # fmt: skip
        sitting.record("answer_submit", user_id=actor.user_id, entity_type="answer", entity_id=answer.uuid)
        wake_evaluator(answer)
    return interview, answer, slot


def _unanswered(interview: Interview, question_uuid: UUID) -> InterviewQuestion:
    slot = selectors.slot_for(interview, question_uuid)
    if slot is None or slot.skipped_at is not None:
        raise QuestionNotAsked
    if hasattr(slot, "answer"):
        raise AlreadyAnswered(answer=str(slot.answer.uuid))
    return slot


def _count_answer(interview: Interview, slot: InterviewQuestion, seconds: int) -> None:
    if slot.kind != SlotKind.MAIN:
        return
    interview.questions_answered += 1
    number = interview.questions_answered
    interview.average_answer_time = round(((interview.average_answer_time or 0.0) * (number - 1) + seconds) / number, 3)
