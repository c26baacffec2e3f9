"""Evaluating answers so that none is lost and none counted twice.

The answer row is the queue. A worker takes an answer up by a conditional update that leaves a lease; everything an
evaluation changes is written in one transaction with the status; whoever dies in between leaves a lease that runs out.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError
from django.db.models import F
from django.utils import timezone

from accounts.selectors import house
from interview_coach.core.models import uuid7
from interview_coach.core.tenancy import all_tenants, tenant_scope
from interviews import rules, selectors
from interviews.models import Answer, EvaluationStatus, Feedback
from interviews.services import follow_ups
from interviews.services.findings import store_feedback, store_scores
from interviews.services.judging import Judgement, judge
from interviews.services.progress import progress_of
from interviews.services.reviews.queue import queue_if_needed
from interviews.services.scoring import announce_if_settled, rescore
from interviews.services.sitting import Sitting, any_sitting
from interviews.signals import answer_evaluated
from questionbank.services.statistics import count_score as count_question_score

log = logging.getLogger(__name__)

LONGEST_BACKOFF = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Job:
    """An answer that was taken up, and the lease under which its result may be written."""

    answer: Answer
    lease: UUID


def evaluate_answer(*, answer_id: int, organization_id: int, clock: Callable[[], datetime] = timezone.now) -> bool:
    """Evaluate one answer if it is due; return whether it was. Safe to call any number of times, from anywhere."""
    with tenant_scope(organization_id, library_id=house().pk):
        job = take_up(answer_id=answer_id, now=clock())
        if job is None:
            return False
        if not job.answer.words:
            give_up(job, rules.NOTHING_TO_READ, now=clock())
            return True
        try:
            finish(job, judge(job.answer, progress_of(job.answer, job.lease, clock), clock=clock), now=clock())
        except Exception as error:  # an evaluator may fail in any way; the answer must not stay taken
            log.exception("evaluation_failed", extra={"answer": str(job.answer.uuid)})
            put_back(job, f"{type(error).__name__}: {error}", now=clock())
        return True


def evaluate_due(*, now: datetime, limit: int = 50) -> int:
    """Take up what waits or was forsaken, oldest first; return how many were evaluated. The sweeper calls this."""
    with all_tenants():
        due = list(selectors.due(now).order_by("submitted_at").values_list("pk", "organization_id")[:limit])
    return sum(_evaluate_or_log(answer_id, organization_id) for answer_id, organization_id in due)


def _evaluate_or_log(answer_id: int, organization_id: int) -> bool:
    """Evaluate one of many: what one breaks must not keep the others waiting; its lease runs out by itself."""
    try:
        return evaluate_answer(answer_id=answer_id, organization_id=organization_id)
    except DatabaseError:
        log.exception("evaluation_not_written", extra={"answer": answer_id})
        return False


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
            _fail(sitting, answer, answer.evaluation_error or "The worker died each time.")
            return None
        sitting.tell("evaluation.started", answer=str(answer.uuid), number=answer.evaluation_number)
    return Job(answer, lease)


def finish(job: Job, judgement: Judgement, *, now: datetime) -> Feedback | None:
    """Write a judgement and all that follows from it, in one transaction; None where the lease is no longer ours."""
    with any_sitting(job.answer.interview_id, now) as sitting:
        answer = _still_ours(job)
        if answer is None:
            return None
        before = answer.score
        feedback = store_feedback(answer, judgement, now)
        store_scores(answer, judgement)
        _release(answer)
        answer.evaluation_status, answer.evaluation_error = EvaluationStatus.SUCCEEDED, ""
        answer.save()
        rescore(sitting)
        queue_if_needed(sitting, answer, feedback)
        sitting.tell(
            "feedback.ready",
            answer=str(answer.uuid),
            feedback=str(feedback.uuid),
            score=feedback.score,
            confidence=feedback.ai_confidence_score,
            overall_score=sitting.interview.overall_score,
        )
        follow_ups.probe(sitting, answer, judgement)
        answer_evaluated.send(sender=Answer, answer=answer, feedback=feedback, interview=sitting.interview, now=now)
        if answer.question is not None:  # late: everyone who is asked it waits for this row
            count_question_score(
                question=answer.question, organization_id=answer.organization_id, before=before,
                after=answer.score, seconds=answer.time_spent_seconds,
            )  # fmt: skip
        announce_if_settled(sitting)
    return feedback


def _still_ours(job: Job) -> Answer | None:
    """Return the answer as it is now if our lease still stands: it may have been revised, or taken up by another."""
    return selectors.leased(job.answer.pk, job.lease).select_related("question", "slot__parent__question").first()


def _release(answer: Answer) -> None:
    answer.evaluation_lease = answer.evaluation_lease_expires_at = answer.evaluation_due_at = None


def put_back(job: Job, error: str, *, now: datetime) -> None:
    """Give an answer back after a failed attempt: due again after a growing pause, or failed for good."""
    with any_sitting(job.answer.interview_id, now) as sitting:
        answer = _still_ours(job)
        if answer is None:
            return
        if answer.evaluation_attempts >= settings.EVALUATION_MAX_ATTEMPTS:
            _fail(sitting, answer, error)
            return
        _release(answer)
        answer.evaluation_status, answer.evaluation_error = EvaluationStatus.PENDING, error[:2000]
        answer.evaluation_due_at = now + backoff(answer.evaluation_attempts)
        answer.save()


def backoff(attempts: int) -> timedelta:
    """Return the pause before the next attempt: doubling from `EVALUATION_BACKOFF_SECONDS`, ten minutes at most."""
    return min(timedelta(seconds=settings.EVALUATION_BACKOFF_SECONDS * 2 ** (attempts - 1)), LONGEST_BACKOFF)


def give_up(job: Job, reason: str, *, now: datetime) -> None:
    """Mark an answer as failed for good, with the reason its candidate will read."""
    with any_sitting(job.answer.interview_id, now) as sitting:
        answer = _still_ours(job)
        if answer is not None:
            _fail(sitting, answer, reason)


def _fail(sitting: Sitting, answer: Answer, reason: str) -> None:
    _release(answer)
    answer.evaluation_status, answer.evaluation_error = EvaluationStatus.FAILED, reason[:2000]
    answer.save()
    sitting.tell("evaluation.failed", answer=str(answer.uuid), reason=rules.told_reason(reason))
    announce_if_settled(sitting)
