"""Answering, and changing one's answer. The row is committed as pending: that is what queues its evaluation."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.rules import Actor
from interview_coach.core.exceptions import Conflict, Invalid
from interview_coach.core.tasks import enqueue
from interviews import rules, selectors
from interviews.models import Answer, EvaluationStatus, Interview, InterviewQuestion, Media, MediaKind, SlotKind
from interviews.services.questions import QuestionNotAsked
from interviews.services.reviews.queue import withdraw_reviews
from interviews.services.scoring import forget_score, rescore
from interviews.services.sitting import any_sitting, own_sitting

# Each holds a whole answer, and the row is written with all of them.
KEPT_REVISIONS = 50


class AnswerReviewed(Conflict):
    code = "answer_reviewed"
    message = "People have judged these words; they stay as they are."


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
        media = _media(interview, media_uuid)
        answer = Answer(
            organization_id=interview.organization_id, user_id=interview.user_id, interview=interview,
            question=slot.question, slot=slot, text=text, transcript=transcript, time_spent_seconds=time_spent_seconds,
            hint_used=slot.hinted_at is not None, submitted_at=now, evaluation_due_at=now,
            delivery_metrics=metrics or {}, **_recording(media),
        )  # fmt: skip
        _count(answer)
        answer.save(force_insert=True)
        _count_answer(interview, slot, time_spent_seconds)
        sitting.tell("answer.received", answer=str(answer.uuid), question=str(question_uuid),
                     questions_answered=interview.questions_answered)  # fmt: skip
        sitting.record("answer_submit", user_id=actor.user_id, entity_type="answer", entity_id=answer.uuid)
        _wake_evaluator(answer)
    return interview, answer, slot


def _unanswered(interview: Interview, question_uuid: UUID) -> InterviewQuestion:
    slot = selectors.slot_for(interview, question_uuid)
    if slot is None or slot.skipped_at is not None:
        raise QuestionNotAsked
    if hasattr(slot, "answer"):
        raise AlreadyAnswered(answer=str(slot.answer.uuid))
    return slot


def _media(interview: Interview, media_uuid: UUID | None) -> Media | None:
    if media_uuid is None:
        return None
    media = Media.objects.filter(interview=interview, uuid=media_uuid).first()
    if media is None:
        raise Invalid("media", "invalid_choice", "There is no such recording in this interview.")
    return media


def _recording(media: Media | None) -> dict[str, str]:
    if media is None:
        return {}
    is_audio = media.kind == MediaKind.AUDIO
    return {"audio_url": media.key if is_audio else "", "video_url": "" if is_audio else media.key}


def _count(answer: Answer) -> None:
    answer.word_count, answer.character_count = len(answer.words.split()), len(answer.words)


def _count_answer(interview: Interview, slot: InterviewQuestion, seconds: int) -> None:
    if slot.kind != SlotKind.MAIN:
        return
    interview.questions_answered += 1
    number = interview.questions_answered
    interview.average_answer_time = round(((interview.average_answer_time or 0.0) * (number - 1) + seconds) / number, 3)


def _wake_evaluator(answer: Answer) -> None:
    enqueue("interviews.evaluate_answer", answer_id=answer.pk, organization_id=answer.organization_id)


def revise_answer(
    *,
    actor: Actor,
    answer_uuid: UUID,
    now: datetime,
    time_spent_seconds: int | None = None,
    media_uuid: UUID | None = None,
    metrics: dict[str, Any] | None = None,
    **words: str,
) -> Answer:
    """Replace what an answer says (`text`, `transcript`, media) while its sitting is open; it is evaluated again.

    The wording before, its score and when it was current stay in `revision_history`. Raises `NotInProgress`, and
    `AnswerReviewed` where people have given the words a score: an added space must not take it back.
    """
    found = selectors.find_own(actor, Answer, answer_uuid, "interview")
    with own_sitting(actor, found.interview.uuid, now) as sitting:
        if sitting.interview.status not in rules.OPEN:
            raise rules.NotInProgress(f"The interview is {sitting.interview.status}.")
        answer: Answer = Answer.objects.select_related("question", "slot").get(pk=found.pk)
        if answer.human_score is not None:
            raise AnswerReviewed
        answer.revision_history = [*answer.revision_history, _as_it_was(answer, now)][-KEPT_REVISIONS:]
        forget_score(sitting, answer)
        withdraw_reviews(sitting, answer)
        _remeasure(answer, words.get("transcript", answer.transcript), metrics)
        for name, value in {**words, **_recording(_media(sitting.interview, media_uuid))}.items():
            setattr(answer, name, value)
        if not (answer.words or answer.audio_url or answer.video_url):
            raise Invalid("text", "required", "An answer needs text, a transcript or media.")
        _retime(sitting.interview, answer, time_spent_seconds)
        answer.edited_count += 1
        _count(answer)
        queue_again(answer, now)
        rescore(sitting)
        sitting.tell("answer.revised", answer=str(answer.uuid), edited_count=answer.edited_count)
        sitting.record("answer_revise", user_id=actor.user_id, entity_type="answer", entity_id=answer.uuid)
    return answer


def _as_it_was(answer: Answer, now: datetime) -> dict[str, Any]:
    return {
        "text": answer.text,
        "transcript": answer.transcript,
        "score": answer.score,
        "until": now.isoformat(),
    }


def _remeasure(answer: Answer, transcript: str, metrics: dict[str, Any] | None) -> None:
    """What was measured stays with the transcript it was measured on; another one has its own measures, or none."""
    if metrics is not None or transcript != answer.transcript:
        answer.delivery_metrics = metrics or {}


def _retime(interview: Interview, answer: Answer, seconds: int | None) -> None:
    """A revised time moves the averages it had gone into."""
    if seconds is None or seconds == answer.time_spent_seconds:
        return
    delta, answer.time_spent_seconds = seconds - answer.time_spent_seconds, seconds
    if answer.slot.kind == SlotKind.MAIN and interview.questions_answered:
        mean = (interview.average_answer_time or 0.0) + delta / interview.questions_answered
        interview.average_answer_time = round(max(0.0, mean), 3)


def queue_again(answer: Answer, now: datetime) -> None:
    """Make the next evaluation of `answer` due; one under way for the former words will find itself superseded."""
    answer.evaluation_number += 1
    answer.evaluation_status = EvaluationStatus.PENDING
    answer.evaluation_due_at = now
    answer.evaluation_attempts = 0
    answer.evaluation_lease = answer.evaluation_lease_expires_at = None
    answer.evaluation_error = ""
    answer.save()
    _wake_evaluator(answer)


def evaluate_again(*, actor: Actor, answer_uuid: UUID, now: datetime) -> Answer:
    """Have an answer evaluated once more; one that is waiting or running already stays as it is."""
    found = selectors.find(actor, Answer, answer_uuid)
    return _evaluate_again(found, actor.user_id, now)[0]


def requeue_answers(*, answers: Iterable[Answer], user_id: int | None, now: datetime) -> int:
    """Have each of `answers` evaluated once more, on behalf of `user_id` in the back office; return how many.

    None as `user_id` is whoever sits at the server.
    """
    return sum(_evaluate_again(answer, user_id, now)[1] for answer in answers)


def _evaluate_again(found: Answer, user_id: int | None, now: datetime) -> tuple[Answer, bool]:
    with any_sitting(found.interview_id, now) as sitting:
        answer: Answer = Answer.objects.get(pk=found.pk)
        done = answer.evaluation_status in (EvaluationStatus.SUCCEEDED, EvaluationStatus.FAILED)
        if done:
            queue_again(answer, now)
            sitting.record("answer_reevaluate", user_id=user_id, entity_type="answer", entity_id=answer.uuid)
    return answer, done
