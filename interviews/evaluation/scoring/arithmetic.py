"""The little arithmetic scores are made of, the same on every machine."""

import itertools
from collections.abc import Sequence

Curve = Sequence[tuple[float, float]]


def clamp(value: float, low: float = 0.0, high: float = 10.0) -> float:
    """`value` within `low` and `high`, rounded to .01."""
    return round(max(low, min(high, value)), 2)


def on_curve(curve: Curve, x: float) -> float:
    """The straight-line interpolation between the points of a curve given by rising x."""
    for (x0, y0), (x1, y1) in itertools.pairwise(curve):
        if x <= x1:
            return y0 + (y1 - y0) * max(0.0, x - x0) / (x1 - x0)
    return curve[-1][1]
