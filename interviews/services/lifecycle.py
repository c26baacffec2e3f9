"""From start to end: pausing, resuming, completing, abandoning. The transitions themselves are in `rules`."""

import logging
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError

from accounts.rules import Actor
from accounts.services.statistics import count_interview, count_score
from interview_coach.core.tenancy import all_tenants, tenant_scope
from interviews import rules
from interviews.models import Interview, Status
from interviews.services.scoring import announce_if_settled
from interviews.services.sitting import Sitting, any_sitting, own_sitting

log = logging.getLogger(__name__)


def change_status(*, actor: Actor, interview_uuid: UUID, to: str, now: datetime) -> Interview:
    """Bring the actor's interview into the state `to`; raise `InvalidTransition` where that cannot be."""
    with own_sitting(actor, interview_uuid, now) as sitting:
        _enter(sitting, to, user_id=actor.user_id)
    return sitting.interview


def _enter(sitting: Sitting, to: str, *, user_id: int | None, **why: str) -> None:
    interview, now = sitting.interview, sitting.now
    rules.check_transition(interview, to)
    if interview.status == Status.IN_PROGRESS:
        # Active time is what lies between a start or resume and here.
        interview.active_time_seconds += max(0, int((now - rules.running_since(interview)).total_seconds()))
    before, interview.status = interview.status, to
    if to == Status.PAUSED:
        interview.paused_at = now
        interview.pause_count += 1
    elif to == Status.IN_PROGRESS:
        interview.resumed_at = now
    else:
        _finish(sitting)
    sitting.tell(rules.EVENT_OF[Status(to)], status=to, **why)
    sitting.record(f"interview_{_verb(to)}", user_id=user_id, entity_type="interview", entity_id=interview.uuid,
                   before={"status": before}, after={"status": to}, **why)  # fmt: skip


def _verb(to: str) -> str:
    return {Status.PAUSED: "pause", Status.IN_PROGRESS: "resume", Status.COMPLETED: "complete"}.get(
        Status(to), "abandon"
    )


def _finish(sitting: Sitting) -> None:
    interview, now = sitting.interview, sitting.now
    interview.duration_seconds = max(0, int((now - interview.started_at).total_seconds()))
    if interview.status != Status.COMPLETED:
        return
    interview.completed_at = now
    interview.quality_rating = rules.grade(interview.overall_score)
    count_interview(user_id=interview.user_id, practice_seconds=interview.active_time_seconds, day=now.date())
    count_score(user_id=interview.user_id, before=None, after=interview.overall_score)
    announce_if_settled(sitting)


def settle_idle(*, now: datetime) -> tuple[int, int]:
    """Pause sittings nobody has touched for a while, abandon those left for days; return how many of each."""
    paused = _settle(Status.PAUSED, [Status.IN_PROGRESS], now - timedelta(minutes=settings.IDLE_PAUSE_MINUTES), now)
    abandoned = _settle(Status.ABANDONED, list(rules.OPEN), now - timedelta(days=settings.IDLE_ABANDON_DAYS), now)
    return paused, abandoned


def _settle(to: str, states: list[Status], before: datetime, now: datetime) -> int:
    with all_tenants():
        idle = list(
            Interview.objects.filter(status__in=states, last_activity_at__lt=before).values_list(
                "pk", "organization_id"
            )[:500]
        )
    settled = 0
    for interview_id, organization_id in idle:
        try:
            with tenant_scope(organization_id):
                settled += _settle_one(interview_id, to, states, before, now)
        except DatabaseError:  # one that cannot be settled now must not keep the others waiting
            log.exception("idle_sitting_not_settled", extra={"interview": interview_id})
    return settled


def _settle_one(interview_id: int, to: str, states: list[Status], before: datetime, now: datetime) -> bool:
    with any_sitting(interview_id, now) as sitting:
        # Looked at again under the lock: the candidate may have come back a moment ago.
        if sitting.interview.status not in states or sitting.interview.last_activity_at >= before:
            return False
        if to == Status.PAUSED:
            # The time after the last sign of life was not practice.
            sitting.now = max(sitting.interview.last_activity_at, rules.running_since(sitting.interview))
        _enter(sitting, to, user_id=None, reason="idle")
    return True
