"""What lies outside an organization's tolerances, in the words of a run's reasons and of a refusal."""

from typing import Any, Protocol

from interviews.models import AIPolicy, CalibrationRun

# So much the MAE may grow before it is told, even within the tolerances. Half a point is the step in which people score
# by hand; a smaller change they would hardly notice.
DRIFT_MARGIN = 0.5


class Figures(Protocol):
    """What the gate looks at: a fresh measurement's, or a kept run's."""

    @property
    def mae(self) -> float | None: ...
    @property
    def bias(self) -> float | None: ...
    @property
    def kappa(self) -> float | None: ...


def enough(anchors: int, policy: AIPolicy) -> bool:
    """Whether so many anchors say something of an evaluator, by an organization's `policy`; none never do."""
    return anchors >= max(1, policy.gate_fewest_anchors)


def outside(figures: Figures, policy: AIPolicy) -> list[str]:
    """Return what lies outside the tolerances of `policy`, one sentence each; empty where all is within.

    A figure that the anchors do not define is outside: nothing shows then that the evaluator tells good from bad.
    """
    mae, bias, kappa = figures.mae, figures.bias, figures.kappa
    reasons = []
    if mae is None or mae > policy.gate_most_mae:
        reasons.append(f"MAE is {_shown(mae)}; at most {policy.gate_most_mae:g} is allowed.")
    if bias is None or abs(bias) > policy.gate_most_bias:
        reasons.append(f"Bias is {_shown(bias)}; at most {policy.gate_most_bias:g} either way is allowed.")
    if kappa is None or kappa < policy.gate_least_kappa:
        reasons.append(f"Kappa is {_shown(kappa)}; at least {policy.gate_least_kappa:g} is needed.")
    return reasons


def worse_than(mae: float | None, baseline: CalibrationRun | None) -> list[str]:
    """Return that the error grew by more than the margin since `baseline`; empty where it did not, or none is there."""
    if baseline is None or baseline.mae is None or mae is None or mae <= baseline.mae + DRIFT_MARGIN:
        return []
    return [f"MAE rose from {baseline.mae:.2f} to {mae:.2f}."]


def _shown(figure: float | None) -> str:
    return "undefined" if figure is None else f"{figure:.2f}"


def tolerances(policy: AIPolicy) -> dict[str, Any]:
    """Return the tolerances by name, as a refusal tells them."""
    return {"fewest_anchors": policy.gate_fewest_anchors, "most_mae": policy.gate_most_mae,
            "most_bias": policy.gate_most_bias, "least_kappa": policy.gate_least_kappa}  # fmt: skip
