"""A line of the trail for every request, noted after its answer and written beside the requests."""

from datetime import datetime
from typing import NamedTuple

from django.conf import settings

from accounts.models import ActivityLog
from accounts.models.trail import REQUEST
from accounts.selectors import house
from accounts.services.trail import origin
from interview_coach.core.batches import Batch
from interview_coach.core.request_context import RequestContext
from interview_coach.core.tenancy import all_tenants


class Answered(NamedTuple):
    """A request that was answered; of no organization where nobody was signed in: the house's then."""

    organization_id: int | None
    user_id: int | None
    request: RequestContext
    status: int
    milliseconds: float
    at: datetime


def write(answered: list[Answered]) -> None:
    """Write a line for each."""
    host = house().pk
    with all_tenants():
        ActivityLog.objects.bulk_create(_line(one, host) for one in answered)


def _line(one: Answered, host: int) -> ActivityLog:
    return ActivityLog(
        organization_id=one.organization_id or host, user_id=one.user_id, action_type=REQUEST,
        status_code=one.status, response_time=round(one.milliseconds, 1), timestamp=one.at, **origin(one.request),
    )  # fmt: skip


lines: Batch[Answered] = Batch("request_lines", write, seconds=settings.TRAIL_FLUSH_SECONDS)
