"""Which answers of a field are remembered, and what each of them adds.

Ridge regression on likeness to answers drawn from those fitted on. How far likeness reaches, and how many answers, was
chosen for each field by cross-validation over question clusters.
"""

import hashlib
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from interviews.evaluation.fitting.ridge import ridge
from interviews.evaluation.fitting.table import Floats, Mask, Table
from interviews.evaluation.model.memory import STEPS, Memory, Scale, kernel
from interviews.evaluation.vectors.space import Whole

REMEMBERED = 500  # answers of a field
PENALTY = 1.0
DIGITS = 4
FEATURES = 11  # that the reaches below are for
# Networks: a few long questions of many parts, where words point anywhere and only the features carry over.
NEAR = {"answer": 0.35, "ground": 1.0, "features": 8.0}
REACH = {"saf_en": {"features": 1.5}, "beetle": {"answer": 0.6, "ground": 1.0, "features": 4.0}}


def scale_of(table: Table, rows: Mask) -> Scale:
    """The scale of the features of some answers."""
    features = table.features(rows)
    middle, spread = np.round(features.mean(axis=0), 6), np.round(features.std(axis=0) + 1e-3, 6)
    return Scale(tuple(middle.tolist()), tuple(spread.tolist()))


def remember(table: Table, rows: Mask, left: Floats, scale: Scale, name: str) -> Memory:
    """The memory of the answers in `rows`, all of one field; `left`: what the linear model leaves over for each."""
    reach = _reach(REACH.get(name, NEAR), len(table.names))
    points = _points(table, rows, scale, reach)
    drawn = _drawn(table, rows)
    kept = {part: points[part][drawn].astype(np.int32) for part in reach}
    like = _likeness(points, kept, reach)
    weights = np.round(ridge(like, left, np.ones(len(left)), PENALTY), DIGITS)
    return Memory(reach, kept, tuple(weights.tolist()))


def _reach(reach: dict[str, float], features: int) -> dict[str, float]:
    """Among more features all answers lie further apart, by the root of their number."""
    return reach | {"features": round(reach["features"] * sqrt(features / FEATURES), DIGITS)}


def _points(table: Table, rows: Mask, scale: Scale, reach: dict[str, float]) -> dict[str, Whole]:
    looked = [table.looked[row] for row in np.flatnonzero(rows)]
    points = [scale.point(one.answer, one.ground, one.features) for one in looked]
    return {part: np.array([point[part] for point in points]) for part in reach}


def _drawn(table: Table, rows: Mask) -> list[int]:
    """Answers in the order of hashes: the same ones, in whatever order they come."""
    looked = [table.looked[row] for row in np.flatnonzero(rows)]
    hashes = [hashlib.sha256(one.answer.tobytes() + repr(one.features).encode()).hexdigest() for one in looked]
    return sorted(range(len(looked)), key=hashes.__getitem__)[:REMEMBERED]


def _likeness(points: dict[str, Whole], kept: dict[str, NDArray[np.int32]], reach: dict[str, float]) -> Floats:
    """Answers by remembered answers; as in `Memory`, for all at once."""
    apart = [_apart(points[part], kept[part]) / (far * STEPS[part]) ** 2 for part, far in reach.items()]
    return kernel(np.sum(apart, axis=0))


def _apart(left: Whole, right: NDArray[np.int32]) -> Floats:
    """Squared distances, exact: whole numbers far below 2**53."""
    one, other = left.astype(np.float64), right.astype(np.float64)
    squares = (one * one).sum(axis=1)[:, None] + (other * other).sum(axis=1)
    apart: Floats = squares - 2 * one @ other.T
    return apart
