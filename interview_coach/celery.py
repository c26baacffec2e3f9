"""The Celery application and the whole beat table: everything that happens by the clock stands here."""

import os

from celery import Celery
from celery.signals import worker_init
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interview_coach.settings")

app = Celery("interview_coach")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(["interview_coach.core"], related_name="housekeeping")


@worker_init.connect
def _refuse_unsafe_start(**_: object) -> None:
    from interview_coach.core.start import refuse_unsafe_start  # needs Django set up

    refuse_unsafe_start()


# Seconds between runs. A run that could not start before the next is due is dropped: the next one does its work.
BEAT = {
    "interviews.sweep_evaluations": settings.EVALUATION_SWEEP_SECONDS,
    "interviews.settle_idle": 60.0,
    "interviews.forget_exchanges": 3600.0,
    "accounts.seal_audit": settings.TRAIL_SEAL_SECONDS,
    "core.forget_old_keys": 3600.0,
    "accounts.forget_old_attempts": 3600.0,
    "accounts.rewrite_texts": 60.0,
    "interviews.check_drift": 86_400.0,
    "interviews.apply_retention": 86_400.0,
    "accounts.erase_departed": 3600.0,
}
app.conf.beat_schedule = {
    name: {"task": name, "schedule": seconds, "options": {"expires": seconds}} for name, seconds in BEAT.items()
}
