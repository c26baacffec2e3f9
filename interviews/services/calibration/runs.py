"""Calibration runs: an evaluator measured against the anchors of a rubric, and kept with the verdict."""

import logging
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.rules import Actor
from accounts.selectors import house
from accounts.services.trail import record
from interview_coach.core.exceptions import Conflict, NotFound
from interview_coach.core.tasks import enqueue
from interview_coach.core.tenancy import tenant_scope
from interviews.models import AIPolicy, CalibrationRun, RunPurpose
from interviews.selectors import policy_of
from interviews.services.calibration import reading
from interviews.services.calibration.contender import Contender, asked_for, stored_as
from interviews.services.calibration.measurement import Measurement, digest, measure
from interviews.services.calibration.scorers import scorer_for
from interviews.services.calibration.tolerances import enough, outside, worse_than
from questionbank.models import Rubric, RubricVersion
from questionbank.selectors import readable_versions

log = logging.getLogger(__name__)

# An evaluator is asked so often about each anchor: the least that a variance can be told from with some trust.
REPEATS = 3
MOST_REPEATS = 10
# So many anchors, each asked about `REPEATS` times, are measured while somebody waits: some seconds with the embedded
# evaluator.
MOST_AT_ONCE = 100


class NoAnchors(Conflict):
    code = "no_anchors"
    message = "The rubric has no active anchors here; import some first."


class NothingLive(Conflict):
    code = "no_live_version"
    message = "The rubric has no live version to measure."


def calibrate(
    *,
    version: RubricVersion,
    contender: Contender,
    now: datetime,
    purpose: str = RunPurpose.MEASURE,
    baseline: CalibrationRun | None = None,
    repeats: int = REPEATS,
    user_id: int | None = None,
    clock: Callable[[], datetime] = timezone.now,
) -> CalibrationRun:
    """Measure an evaluator under a rubric version against the organization's anchors and keep the run, dated `now`.

    It passes where all is within the tolerances and, with a `baseline`, not much worse than that. With fewer anchors
    than the policy asks for it neither passes nor fails.

    The measuring is done outside the transaction that writes: a language model takes its time. Raises `NoAnchors`, and
    `Invalid` for an evaluator that is not there.
    """
    anchors = list(reading.active_anchors(version.rubric_id, contender))
    if not anchors:
        raise NoAnchors
    measured = measure(anchors, scorer_for(version, contender, clock), repeats)
    passed, reasons = _verdict(measured, len(anchors), policy_of(contender.organization_id), baseline)
    run = CalibrationRun(
        organization_id=contender.organization_id, rubric=version, evaluator=contender.evaluator,
        evaluator_version=stored_as(contender)[1], model=contender.model, purpose=purpose, passed=passed,
        reasons=reasons, anchors_digest=digest(anchors, contender), user_id=user_id, ran_at=now,
        **_figures(measured),
    )  # fmt: skip
    return _store(run)


def ask_for_run(
    *, actor: Actor, rubric_uuid: UUID, now: datetime, number: int | None = None, evaluator: str = "", model: str = "",
    repeats: int = REPEATS,
) -> CalibrationRun | None:  # fmt: skip
    """Measure an evaluator (by default the one in use) under a version (by default the live one) of a rubric.

    Returns the run; None where it takes longer than a request may, and a worker was asked to do it. Raises
    `Forbidden`, `NotFound`, `NothingLive`, `NoAnchors`, and what `asked_for` raises.
    """
    version = _version(actor, reading.rubric_to_calibrate(actor, rubric_uuid, changing=True), number)
    organization_id = actor.organization_id
    contender = asked_for(organization_id, evaluator, model)[0]
    anchors = reading.active_anchors(version.rubric_id, contender).count()
    if not anchors:
        raise NoAnchors
    if anchors * repeats <= MOST_AT_ONCE * REPEATS and not contender.asks_a_model:
        return calibrate(version=version, contender=contender, now=now, repeats=repeats, user_id=actor.user_id)
    enqueue("interviews.calibrate", version_id=version.pk, repeats=repeats, user_id=actor.user_id, **asdict(contender))
    return None


def run_as_asked(
    *, version_id: int, organization_id: int, evaluator: str, model: str, repeats: int, user_id: int | None,
    now: datetime,
) -> CalibrationRun:  # fmt: skip
    """Measure in a worker what `ask_for_run` left to it. Nobody else will: a lost wake-up has to be asked for again."""
    with tenant_scope(organization_id, library_id=house().pk):
        version = RubricVersion.objects.select_related("rubric").get(pk=version_id)
        contender = Contender(organization_id, evaluator, model)
        return calibrate(version=version, contender=contender, now=now, repeats=repeats, user_id=user_id)


def _version(actor: Actor, rubric: Rubric, number: int | None) -> RubricVersion:
    if number is None:
        if rubric.live is None:
            raise NothingLive
        return rubric.live
    versions = readable_versions(actor, rubric.uuid)  # of the house what is published
    version = versions.select_related("rubric").filter(number=number).first()
    if version is None:
        raise NotFound
    return version


def _verdict(
    measured: Measurement, anchors: int, policy: AIPolicy, baseline: CalibrationRun | None
) -> tuple[bool | None, list[str]]:
    if not enough(anchors, policy):
        return None, [f"{anchors} of the {max(1, policy.gate_fewest_anchors)} anchors that it takes to judge."]
    found = measured.agreement
    reasons = [*_unscored(measured), *outside(found, policy), *worse_than(found.mae, baseline)]
    return not reasons, reasons


def _unscored(measured: Measurement) -> list[str]:
    missing = measured.unscored
    return [f"{missing} of {measured.anchors + missing} anchors could not be scored."] if missing else []


def _figures(measured: Measurement) -> dict[str, Any]:
    figures = measured.agreement.rounded()
    variance = measured.repeat_variance
    return {
        "anchors": measured.anchors,
        **{name: figures[name] for name in ("mae", "bias", "pearson", "kappa")},
        "repeat_variance": None if variance is None else round(variance, 6),
        "human": measured.human.rounded() if measured.human else {},
    }


@transaction.atomic
def _store(run: CalibrationRun) -> CalibrationRun:
    run.save(force_insert=True)
    record(organization_id=run.organization_id, user_id=run.user_id, action="calibrate", now=run.ran_at,
           entity_type="calibration_run", entity_id=run.uuid, passed=run.passed, purpose=str(run.purpose),
           rubric=str(run.rubric), evaluator=run.evaluator, model=run.model)  # fmt: skip
    if run.passed is False:
        log.warning("calibration_failed", extra={"run": str(run.uuid), "reasons": run.reasons})
    return run
