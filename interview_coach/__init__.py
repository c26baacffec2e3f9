"""Interview Coach: settings, URLs and wiring. Importing it makes the Celery application the current one."""

from interview_coach.celery import app as celery_app

__all__ = ["celery_app"]
