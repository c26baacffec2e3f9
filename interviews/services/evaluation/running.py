"""Evaluating what is due, one answer at a time."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import DatabaseError
from django.utils import timezone

from accounts.selectors import house
from interview_coach.core.tenancy import all_tenants, tenant_scope
from interviews import rules, selectors
from interviews.services.evaluation.finishing import finish
from interviews.services.evaluation.lease import give_up, put_back, take_up
from interviews.services.judging import judge
from interviews.services.progress import progress_of

log = logging.getLogger(__name__)


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
