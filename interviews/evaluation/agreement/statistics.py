"""Error, bias and correlation of paired scores. Each function takes two series of the same length, else ValueError."""

import math
from collections.abc import Sequence

# Below this a spread is rounding of equal numbers.
NO_SPREAD = 1e-9


def mean(values: Sequence[float]) -> float | None:
    """The arithmetic mean; None of nothing."""
    return math.fsum(values) / len(values) if values else None


def variance(values: Sequence[float]) -> float | None:
    """The sample variance, by n - 1; None of fewer than two values."""
    if len(values) < 2:
        return None
    centre = math.fsum(values) / len(values)
    return math.fsum((value - centre) ** 2 for value in values) / (len(values) - 1)


def mean_absolute_error(truth: Sequence[float], given: Sequence[float]) -> float | None:
    """How far `given` is from `truth` on average, whichever way; None of no pairs."""
    return mean([abs(a - b) for a, b in zip(truth, given, strict=True)])


def bias(truth: Sequence[float], given: Sequence[float]) -> float | None:
    """How much higher `given` is than `truth` on average: positive is too generous; None of no pairs."""
    return mean([b - a for a, b in zip(truth, given, strict=True)])


def pearson(truth: Sequence[float], given: Sequence[float]) -> float | None:
    """The product-moment correlation (Pearson 1895), -1 to 1; None below two pairs or where a series is constant."""
    pairs = list(zip(truth, given, strict=True))
    if len(pairs) < 2:
        return None
    centre_a, centre_b = math.fsum(truth) / len(pairs), math.fsum(given) / len(pairs)
    spread_a = math.sqrt(math.fsum((a - centre_a) ** 2 for a in truth))
    spread_b = math.sqrt(math.fsum((b - centre_b) ** 2 for b in given))
    if spread_a < NO_SPREAD or spread_b < NO_SPREAD:
        return None
    product = math.fsum((a - centre_a) * (b - centre_b) for a, b in pairs)
    return max(-1.0, min(1.0, product / (spread_a * spread_b)))
