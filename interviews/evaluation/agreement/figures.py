"""All figures of agreement at once, of an evaluator with people, and of people with each other."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import combinations

from interviews.evaluation.agreement.kappa import quadratic_weighted_kappa
from interviews.evaluation.agreement.statistics import bias, mean_absolute_error, pearson


@dataclass(frozen=True, slots=True)
class Agreement:
    """Figures over `n` pairs of scores 0–10; None where the pairs do not define one. `bias` is second minus first."""

    n: int
    mae: float | None
    bias: float | None
    pearson: float | None
    kappa: float | None

    def rounded(self) -> dict[str, float | int | None]:
        """The figures by name, to four decimals: more are not meant."""
        return {name: value if value is None else round(value, 4) for name, value in asdict(self).items()}


def between(truth: Sequence[float], given: Sequence[float]) -> Agreement:
    """Return how well `given` agrees with `truth`, pair by pair; ValueError unless they are of one length."""
    return Agreement(
        n=len(truth),
        mae=mean_absolute_error(truth, given),
        bias=bias(truth, given),
        pearson=pearson(truth, given),
        kappa=quadratic_weighted_kappa(truth, given),
    )


def between_people(scores: Sequence[Sequence[float]]) -> Agreement | None:
    """Return how well people agree with each other; None where no answer has two scores.

    `scores` holds what each person gave, in one order for all answers. Every two people of an answer are a pair, the
    earlier one first, so with two graders it is the figure published for a data set.
    """
    pairs = [pair for given in scores for pair in combinations(given, 2)]
    return between([first for first, _ in pairs], [second for _, second in pairs]) if pairs else None
