"""Wake-ups. Each opens its scope, calls one service, and is safe to run twice."""

from celery import shared_task
from django.utils import timezone

from interviews.services import evaluation, lifecycle, retention
from interviews.services.ai import ledger
from interviews.services.calibration import drift, runs


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


@shared_task(name="interviews.calibrate")
def calibrate(
    *, version_id: int, organization_id: int, evaluator: str, model: str, repeats: int, user_id: int | None,
    **_: object,
) -> None:  # fmt: skip
    """Measure an evaluator against anchors where that takes longer than a request may."""
    runs.run_as_asked(
        version_id=version_id, organization_id=organization_id, evaluator=evaluator, model=model, repeats=repeats,
        user_id=user_id, now=timezone.now(),
    )  # fmt: skip


@shared_task(name="interviews.check_drift")
def check_drift(**_: object) -> None:
    """Look whether evaluators still agree with people as they did, and still score as they did."""
    drift.check_drift(now=timezone.now())


@shared_task(name="interviews.forget_exchanges")
def forget_exchanges(**_: object) -> None:
    """Blank what language models were sent and answered, once an organization keeps it no longer."""
    ledger.forget_exchanges(now=timezone.now())


@shared_task(name="interviews.apply_retention")
def apply_retention(**_: object) -> None:
    """Take from old interviews what their organization keeps no longer."""
    retention.apply_retention(now=timezone.now())
