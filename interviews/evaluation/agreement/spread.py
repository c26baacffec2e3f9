"""How much scores move: between repeats of one evaluation, and from one period to the next."""

import math
from collections.abc import Sequence

from interviews.evaluation.agreement.statistics import NO_SPREAD, mean, variance


def repeat_variance(repeats: Sequence[Sequence[float]]) -> float | None:
    """The variance within an answer, averaged over answers: `repeats` holds each answer's scores.

    The within-groups mean square of an analysis of variance with groups of one size (Fisher 1925). Answers evaluated
    once tell nothing and are left out; None where none was evaluated twice.
    """
    return mean([within for scores in repeats if (within := variance(scores)) is not None])


def standardized_shift(before: float, after: float, variance_before: float) -> float | None:
    """How far a mean moved, in standard deviations of the scores before (Glass's delta, 1976); None where they had
    no spread."""
    spread = math.sqrt(max(0.0, variance_before))
    return (after - before) / spread if spread >= NO_SPREAD else None
