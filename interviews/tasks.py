"""Wake-ups. Each opens its scope, calls one service, and is safe to run twice."""

from celery import shared_task
from django.utils import timezone

from interviews.services import evaluation, lifecycle


@shared_task(name="interviews.evaluate_answer")
def evaluate_answer(*, answer_id: int, organization_id: int, **_: object) -> None:
    """Evaluate one answer, if it is still due."""
    evaluation.evaluate_answer(answer_id=answer_id, organization_id=organization_id)


@shared_task(name="interviews.sweep_evaluations")
def sweep_evaluations(**_: object) -> None:
    """Take up answers whose wake-up was lost, whose pause is over, or whose worker died."""
    while evaluation.evaluate_due(now=timezone.now()):
        pass


@shared_task(name="interviews.settle_idle")
def settle_idle(**_: object) -> None:
    """Pause and abandon sittings that nobody has touched for long."""
    lifecycle.settle_idle(now=timezone.now())
