"""The gate: an evaluator or a rubric version that disagrees with people too much does not go live.

With enough anchors (`gate_fewest_anchors` of the organization's policy) the newest run that speaks of them must lie
within the tolerances. With fewer nothing can be said: what goes live then is unproven, and the trail says so.
"""

from datetime import datetime
from typing import Any

from accounts.services.trail import record
from interview_coach.core.exceptions import Conflict
from interviews.models import AIPolicy, CalibrationRun, EvaluatorKind, RunPurpose
from interviews.selectors import policy_of
from interviews.services.calibration import reading
from interviews.services.calibration.contender import Contender, in_use
from interviews.services.calibration.runs import MOST_AT_ONCE, calibrate
from interviews.services.calibration.tolerances import enough, outside, tolerances
from questionbank.models import RubricVersion


class GateClosed(Conflict):
    """Measured against the organization's anchors, this agrees too little with people; the figures are told."""

    code = "calibration_gate"
    message = "It agrees too little with what people gave."


class NotMeasured(GateClosed):
    """There are anchors, but no measurement, and this one takes longer than a request may."""

    message = "Measure it first: manage.py calibrate, or POST rubrics/{uuid}/calibrate/."


def check_rubric(*, version: RubricVersion, now: datetime) -> None:
    """Let a rubric version go live in its organization under the evaluators in use there. Raises `GateClosed`.

    A question's own criteria go live unproven: their version is made with the question, so that nobody could have
    measured it before. The drift check does so afterwards.
    """
    follows_question = version.rubric.question_id is not None
    for contender in in_use(version.organization_id):
        if not follows_question:
            run = _prove(version, contender, user_id=None, now=now)
            _record(contender, version, run, user_id=None, now=now)
        # Such criteria are published by the hundred: a line is worth what somebody keeps anchors for.
        elif reading.active_anchors(version.rubric_id, contender).exists():
            _record(contender, version, None, user_id=None, now=now)


def check_evaluator(*, contender: Contender, user_id: int | None, now: datetime) -> None:
    """Let an evaluator judge an organization's answers, under every live rubric it has anchors for.

    Raises `GateClosed` with the first rubric under which it disagrees too much. The embedded evaluator is let in
    whatever comes of it: it serves wherever another cannot, and giving up a language model must always be possible.
    """
    versions = reading.anchored_versions(contender.organization_id)
    for version in versions:
        try:
            run = _prove(version, contender, user_id=user_id, now=now)
        except GateClosed:
            if contender.evaluator != EvaluatorKind.EMBEDDED:
                raise
            run = None
        _record(contender, version, run, user_id=user_id, now=now)
    if not versions:
        _record(contender, None, None, user_id=user_id, now=now)


def _prove(
    version: RubricVersion, contender: Contender, *, user_id: int | None, now: datetime
) -> CalibrationRun | None:
    """Return the run that proves it; None where there are too few anchors to say. Raises `GateClosed`."""
    anchors = reading.active_anchors(version.rubric_id, contender).count()
    policy = policy_of(contender.organization_id)
    if not enough(anchors, policy):
        return None
    run = reading.newest_run(version, contender)
    if run is None or not reading.is_up_to_date(run, contender):
        if contender.asks_a_model or anchors > MOST_AT_ONCE:
            raise NotMeasured(rubric=str(version.rubric.uuid), evaluator=contender.evaluator, model=contender.model,
                              anchors=anchors)  # fmt: skip
        run = calibrate(version=version, contender=contender, purpose=RunPurpose.GATE, user_id=user_id, now=now)
    if reasons := outside(run, policy):
        message = f"{version} does not suit what people gave: {' '.join(reasons)}"
        raise GateClosed(message, **_figures(run, policy), reasons=reasons)
    return run


def _figures(run: CalibrationRun, policy: AIPolicy) -> dict[str, Any]:
    names = ("evaluator", "model", "anchors", "mae", "bias", "pearson", "kappa", "repeat_variance", "human")
    return {"rubric": str(run.rubric.rubric.uuid), "version": run.rubric.number, "tolerances": tolerances(policy),
            **{name: getattr(run, name) for name in names}}  # fmt: skip


def _record(
    contender: Contender, version: RubricVersion | None, run: CalibrationRun | None, *, user_id: int | None,
    now: datetime,
) -> None:  # fmt: skip
    record(
        organization_id=contender.organization_id, user_id=user_id, action="calibration_gate", now=now,
        entity_type="rubric" if version else "evaluator",
        entity_id=version.rubric.uuid if version else contender.evaluator, proven=run is not None,
        run=str(run.uuid) if run else None, version=version.number if version else None,
        evaluator=contender.evaluator, model=contender.model,
    )  # fmt: skip
