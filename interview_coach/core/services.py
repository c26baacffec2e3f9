"""Housekeeping of the API's own machinery."""

from datetime import datetime, timedelta

from django.conf import settings

from interview_coach.core.models import IdempotencyKey
from interview_coach.core.tenancy import all_tenants


def forget_old_keys(*, now: datetime) -> int:
    """Delete idempotency keys past their day; return how many."""
    with all_tenants():
        old = IdempotencyKey.objects.filter(created_at__lt=now - timedelta(hours=settings.IDEMPOTENCY_KEEP_HOURS))
        return int(old.delete()[0])
