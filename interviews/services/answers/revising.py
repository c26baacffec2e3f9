"""Changing what an answer says while its sitting is open."""

from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.rules import Actor
from interview_coach.core.exceptions import Conflict, Invalid
from interviews import rules, selectors
from interviews.models import Answer, Interview, SlotKind
from interviews.services.answers.content import count_words, media_for, recording_of
from interviews.services.answers.queueing import queue_again
from interviews.services.reviews.queue import withdraw_reviews
from interviews.services.scoring import forget_score, rescore
from interviews.services.sitting import own_sitting

# Each holds a whole answer, and the row is written with all of them.
KEPT_REVISIONS = 50


class AnswerReviewed(Conflict):
    code = "answer_reviewed"
    message = "People have judged these words; they stay as they are."


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
        rules.check_open(sitting.interview)
        answer: Answer = Answer.objects.select_related("question", "slot").get(pk=found.pk)
        if answer.human_score is not None:
            raise AnswerReviewed
        answer.revision_history = [*answer.revision_history, _as_it_was(answer, now)][-KEPT_REVISIONS:]
        forget_score(sitting, answer)
        withdraw_reviews(sitting, answer)
        _remeasure(answer, words.get("transcript", answer.transcript), metrics)
        for name, value in {**words, **recording_of(media_for(sitting.interview, media_uuid))}.items():
            setattr(answer, name, value)
        if not (answer.words or answer.audio_url or answer.video_url):
            raise Invalid("text", "required", "An answer needs text, a transcript or media.")
        _retime(sitting.interview, answer, time_spent_seconds)
        answer.edited_count += 1
        count_words(answer)
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
