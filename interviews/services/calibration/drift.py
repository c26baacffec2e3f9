"""Drift: an evaluator that was within the tolerances once, and is so no longer, or scores unlike before.

Two things are looked at. Against anchors, where there are enough: the same measurement as before going live. Without
any: whether the mean of what an evaluator gives has moved, which may as well be the candidates.
"""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Avg, Count, F, Q

from accounts.models import Organization
from accounts.selectors import house
from accounts.services.trail import record
from interview_coach.core.tenancy import tenant_scope
from interviews.evaluation.agreement import standardized_shift
from interviews.models import Feedback, RunPurpose
from interviews.selectors import policy_of
from interviews.services.calibration import reading
from interviews.services.calibration.contender import Contender, in_use
from interviews.services.calibration.runs import calibrate
from interviews.services.calibration.tolerances import enough
from questionbank.models import RubricVersion

log = logging.getLogger(__name__)

# The mean of a week's scores against the four before, in standard deviations: half of one is Cohen's medium effect
# (Statistical Power Analysis for the Behavioral Sciences, 1988). With 50 answers in each period the standard error of
# the difference is .2, so that chance alone gives it in one week of eighty, and with more answers less often.
SHIFT_LIMIT = 0.5
FEWEST_ANSWERS = 50
RECENT, BEFORE = timedelta(days=7), timedelta(days=28)


def check_drift(*, now: datetime) -> list[str]:
    """Check every organization; return what was found, one sentence each. Findings are on the trail and in the log."""
    library = house().pk
    found: list[str] = []
    for organization in Organization.objects.filter(is_active=True).order_by("pk").values_list("pk", flat=True):
        with tenant_scope(organization, library_id=library):
            try:
                found += [*drift_from_people(organization, now=now), *drift_of_scores(organization, now=now)]
            except Exception:  # an evaluator may fail in any way; the other organizations are looked at all the same
                log.exception("drift_not_checked", extra={"organization": organization})
    return found


def drift_from_people(organization_id: int, *, now: datetime) -> list[str]:
    """Measure the evaluators in use anew, under every rubric with enough anchors; return what drifted."""
    found: list[str] = []
    for version in reading.anchored_versions(organization_id):
        for contender in in_use(organization_id):
            if _is_due(version, contender, now):
                found += _measure_again(version, contender, now)
    return found


def _is_due(version: RubricVersion, contender: Contender, now: datetime) -> bool:
    """Whether there are enough anchors; and a language model, whose calls cost money, is measured once a week where a
    budget bounds them, by whoever asked."""
    policy = policy_of(contender.organization_id)
    if not enough(reading.active_anchors(version.rubric_id, contender).count(), policy):
        return False
    if not contender.asks_a_model:
        return True
    bounded = policy.monthly_token_budget is not None or policy.monthly_cost_budget is not None
    return bounded and reading.newest_run(version, contender, ran_at__gt=now - RECENT) is None


def _measure_again(version: RubricVersion, contender: Contender, now: datetime) -> list[str]:
    before = reading.baseline(version, contender)
    run = calibrate(version=version, contender=contender, purpose=RunPurpose.DRIFT, baseline=before, now=now, repeats=1)
    for reason in run.reasons:
        _tell(contender, reason, now, rubric=str(version), run=str(run.uuid))
    return list(run.reasons)


def drift_of_scores(organization_id: int, *, now: datetime) -> list[str]:
    """Compare the last week's mean score of each evaluator with the four weeks before; return what moved."""
    found = []
    for row in _weeks(organization_id, now):
        variance = row["squares"] - row["mean_before"] ** 2
        shift = standardized_shift(row["mean_before"], row["mean_recent"], variance)
        if shift is not None and abs(shift) > SHIFT_LIMIT:
            reason = f"Mean score went from {row['mean_before']:.2f} to {row['mean_recent']:.2f} ({shift:+.2f} sd)."
            _tell(Contender(organization_id, row["evaluator"]), reason, now, answers=row["recent"])
            found.append(reason)
    return found


def _weeks(organization_id: int, now: datetime) -> Iterator[dict[str, Any]]:
    """Yield each evaluator's figures of both periods. The newest feedback of each answer counts, by when it was given,
    so that evaluating old answers again moves both periods alike."""
    recent = Q(answer__submitted_at__gte=now - RECENT)
    rows = (
        Feedback.objects.filter(organization=organization_id, number=F("answer__evaluation_number"))
        .filter(answer__submitted_at__gte=now - RECENT - BEFORE, answer__submitted_at__lt=now)
        .order_by("evaluator")
        .values("evaluator")
        .annotate(
            recent=Count("pk", filter=recent), before=Count("pk", filter=~recent),
            mean_recent=Avg("score", filter=recent), mean_before=Avg("score", filter=~recent),
            squares=Avg(F("score") * F("score"), filter=~recent),
        )
    )  # fmt: skip
    return (dict(row) for row in rows if min(row["recent"], row["before"]) >= FEWEST_ANSWERS)


def _tell(contender: Contender, reason: str, now: datetime, **more: Any) -> None:
    log.warning("calibration_drift", extra={"organization": contender.organization_id, "reason": reason, **more})
    record(organization_id=contender.organization_id, user_id=None, action="calibration_drift", now=now,
           entity_type="evaluator", entity_id=contender.evaluator, description=reason, model=contender.model,
           **more)  # fmt: skip
