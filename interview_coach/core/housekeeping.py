"""The tasks of the API's own machinery."""

from celery import shared_task
from django.utils import timezone

from interview_coach.core.services import forget_old_keys


@shared_task(name="core.forget_old_keys")
def forget_keys(**_: object) -> None:
    """Delete idempotency keys past their day."""
    forget_old_keys(now=timezone.now())
