"""What interviews hears: of going live, in which the gate has a word, and of workers that are about to evaluate."""

from datetime import datetime
from typing import Any

from celery.signals import worker_process_init, worker_ready
from django.dispatch import receiver

from interviews.services.ai.models import preload
from interviews.services.calibration.contender import Contender
from interviews.services.calibration.gate import check_evaluator, check_rubric
from interviews.signals import evaluator_going_live
from questionbank.models import RubricVersion
from questionbank.signals import rubric_publishing


@receiver(rubric_publishing)
def on_rubric_publishing(sender: type, *, version: RubricVersion, now: datetime, **_: Any) -> None:
    check_rubric(version=version, now=now)


@receiver(evaluator_going_live)
def on_evaluator_going_live(
    sender: object, *, organization_id: int, evaluator: str, model: str, user_id: int | None, now: datetime, **_: Any
) -> None:
    check_evaluator(contender=Contender(organization_id, evaluator, model), user_id=user_id, now=now)


def on_worker_start(**_: Any) -> None:
    preload()


worker_ready.connect(on_worker_start)  # where tasks run in threads of the worker, and in the embedded one
worker_process_init.connect(on_worker_start)  # where they run in its children
