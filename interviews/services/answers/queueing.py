"""Putting answers into the queue of what is to be evaluated, again."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from accounts.rules import Actor
from interview_coach.core.exceptions import Conflict
from interview_coach.core.tasks import enqueue
from interviews import selectors
from interviews.models import Answer, EvaluationStatus
from interviews.rules import OVER, check_has_words
from interviews.services.ai.policy import objection, uses_llm
from interviews.services.sitting import any_sitting

# The same words get another score from a language model each time, and each time costs their organization money.
CALLS_FOR_A_WORDING = 3


class EvaluationsUsedUp(Conflict):
    code = "evaluations_used_up"
    message = "A language model has judged these words often enough. Ask for a review, where people look at them."


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

    Raises `WordsErased`, and `EvaluationsUsedUp` for a candidate whose words a language model has had often enough.
    """
    found = selectors.find(actor, Answer, answer_uuid, "interview")
    check_has_words(found.interview)
    return _evaluate_again(found, actor.user_id, now, sparing_models=not actor.coaches)[0]


def requeue_answers(*, answers: Iterable[Answer], user_id: int | None, now: datetime) -> int:
    """Have each of `answers` evaluated once more, on behalf of `user_id` in the back office; return how many.

    None as `user_id` is whoever sits at the server.
    """
    return sum(_evaluate_again(answer, user_id, now)[1] for answer in answers)


def _evaluate_again(
    found: Answer, user_id: int | None, now: datetime, *, sparing_models: bool = False
) -> tuple[Answer, bool]:
    with any_sitting(found.interview_id, now) as sitting:
        answer: Answer = Answer.objects.get(pk=found.pk)
        if done := answer.evaluation_status in OVER and sitting.interview.words_erased_at is None:
            if sparing_models:
                _check_calls(answer)
            queue_again(answer, now)
            sitting.record("answer_reevaluate", user_id=user_id, entity_type="answer", entity_id=answer.uuid)
    return answer, done


def _check_calls(answer: Answer) -> None:
    """Raise `EvaluationsUsedUp` where models have had these words often enough; what failed may be asked for again."""
    policy = selectors.policy_of(answer.organization_id)
    asks_a_model = uses_llm(policy) and not objection(policy, answer.user_id)
    if answer.evaluation_status == EvaluationStatus.FAILED or not asks_a_model:
        return
    if selectors.calls_about(answer.pk, _worded_at(answer)) >= CALLS_FOR_A_WORDING:
        raise EvaluationsUsedUp


def _worded_at(answer: Answer) -> datetime:
    """Return since when an answer says what it says."""
    former = answer.revision_history
    return datetime.fromisoformat(former[-1]["until"]) if former else answer.submitted_at
