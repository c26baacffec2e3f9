"""Putting answers into the queue of what is to be evaluated, again."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from accounts.rules import Actor
from interview_coach.core.tasks import enqueue
from interviews import selectors
from interviews.models import Answer, EvaluationStatus
from interviews.rules import OVER, check_has_words
from interviews.services.sitting import any_sitting


def wake_evaluator(answer: Answer) -> None:
    enqueue("interviews.evaluate_answer", answer_id=answer.pk, organization_id=answer.organization_id)


def queue_again(answer: Answer, now: datetime) -> None:
    """Make the next evaluation of `answer` due; one under way for the former words will find itself superseded."""
    answer.evaluation_number += 1
    answer.evaluation_status = EvaluationStatus.PENDING
    answer.evaluation_due_at = now
    answer.evaluation_attempts = 0
    answer.evaluation_lease = answer.evaluation_lease_expires_at = None
    answer.evaluation_error = ""
    answer.save()
    wake_evaluator(answer)


def evaluate_again(*, actor: Actor, answer_uuid: UUID, now: datetime) -> Answer:
    """Have an answer evaluated once more; one that is waiting or running already stays as it is.

    Raises `WordsErased`.
    """
    found = selectors.find(actor, Answer, answer_uuid, "interview")
    check_has_words(found.interview)
    return _evaluate_again(found, actor.user_id, now)[0]


def requeue_answers(*, answers: Iterable[Answer], user_id: int | None, now: datetime) -> int:
    """Have each of `answers` evaluated once more, on behalf of `user_id` in the back office; return how many.

    None as `user_id` is whoever sits at the server.
    """
    return sum(_evaluate_again(answer, user_id, now)[1] for answer in answers)


def _evaluate_again(found: Answer, user_id: int | None, now: datetime) -> tuple[Answer, bool]:
    with any_sitting(found.interview_id, now) as sitting:
        answer: Answer = Answer.objects.get(pk=found.pk)
        if done := answer.evaluation_status in OVER and sitting.interview.words_erased_at is None:
            queue_again(answer, now)
            sitting.record("answer_reevaluate", user_id=user_id, entity_type="answer", entity_id=answer.uuid)
    return answer, done
