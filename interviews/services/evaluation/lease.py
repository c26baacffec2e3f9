"""An answer that is taken up, and the lease under which its result may be written."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import F

from interview_coach.core.models import uuid7
from interviews import rules, selectors
from interviews.models import Answer, EvaluationStatus
from interviews.services.scoring import announce_if_settled
from interviews.services.sitting import Sitting, any_sitting


@dataclass(frozen=True, slots=True)
class Job:
    """An answer that was taken up, and the lease under which its result may be written."""

    answer: Answer
    lease: UUID


def take_up(*, answer_id: int, now: datetime) -> Job | None:
    """Claim an answer for one evaluation; None where it is not due, or another worker was quicker."""
    candidate = selectors.due(now).filter(pk=answer_id).values_list("interview_id", flat=True).first()
    if candidate is None:
        return None
    lease = uuid7()
    with any_sitting(candidate, now) as sitting:
        taken = (
            selectors.due(now)
            .filter(pk=answer_id)
            .update(
                evaluation_status=EvaluationStatus.RUNNING,
                evaluation_lease=lease,
                evaluation_lease_expires_at=now + timedelta(seconds=settings.EVALUATION_LEASE_SECONDS),
                evaluation_attempts=F("evaluation_attempts") + 1,
            )
        )
        if not taken:
            return None
        answer = Answer.objects.select_related("question", "slot__parent__question").get(pk=answer_id)
        if answer.evaluation_attempts > settings.EVALUATION_MAX_ATTEMPTS:
            # Its workers died without a word: whatever it does to them, it stops here.
            fail(sitting, answer, answer.evaluation_error or "The worker died each time.")
            return None
        sitting.tell("evaluation.started", answer=str(answer.uuid), number=answer.evaluation_number)
    return Job(answer, lease)


def still_ours(job: Job) -> Answer | None:
    """Return the answer as it is now if our lease still stands: it may have been revised, or taken up by another."""
    return selectors.leased(job.answer.pk, job.lease).select_related("question", "slot__parent__question").first()


def release(answer: Answer) -> None:
    answer.evaluation_lease = answer.evaluation_lease_expires_at = answer.evaluation_due_at = None


def put_back(job: Job, error: str, *, now: datetime) -> None:
    """Give an answer back after a failed attempt: due again after a growing pause, or failed for good."""
    with any_sitting(job.answer.interview_id, now) as sitting:
        answer = still_ours(job)
        if answer is None:
            return
        if answer.evaluation_attempts >= settings.EVALUATION_MAX_ATTEMPTS:
            fail(sitting, answer, error)
            return
        release(answer)
        answer.evaluation_status, answer.evaluation_error = EvaluationStatus.PENDING, error[:2000]
        answer.evaluation_due_at = now + backoff(answer.evaluation_attempts)
        answer.save()


LONGEST_BACKOFF = timedelta(minutes=10)


def backoff(attempts: int) -> timedelta:
    """Return the pause before the next attempt: doubling from `EVALUATION_BACKOFF_SECONDS`, ten minutes at most."""
    return min(timedelta(seconds=settings.EVALUATION_BACKOFF_SECONDS * 2 ** (attempts - 1)), LONGEST_BACKOFF)


def give_up(job: Job, reason: str, *, now: datetime) -> None:
    """Mark an answer as failed for good, with the reason its candidate will read."""
    with any_sitting(job.answer.interview_id, now) as sitting:
        answer = still_ours(job)
        if answer is not None:
            fail(sitting, answer, reason)


def fail(sitting: Sitting, answer: Answer, reason: str) -> None:
    release(answer)
    answer.evaluation_status, answer.evaluation_error = EvaluationStatus.FAILED, reason[:2000]
    answer.save()
    sitting.tell("evaluation.failed", answer=str(answer.uuid), reason=rules.told_reason(reason))
    announce_if_settled(sitting)
