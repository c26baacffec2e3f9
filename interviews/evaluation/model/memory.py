"""What graders of a field gave to answers like this one, beyond the linear model: a sum over remembered answers.

Each remembered answer is a point of whole numbers, 8 bits each: where its words point, where its question and sample
point, and its features. Kernel: a rational quadratic [Rasmussen and Williams 2006, Gaussian Processes, 4.2] of degree
4, near a Gaussian, but made of sums, products and quotients alone, which every machine rounds alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import fsum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interviews.evaluation.model.packing import packed, unpacked
from interviews.evaluation.vectors.space import UNIT, Whole

Floats = NDArray[np.float64]

PARTS = ("answer", "ground", "features")
STEPS = {"answer": 128, "ground": 128, "features": 16}  # to the length of a direction; to a standard deviation
_MOST = 127
_DEGREE = 4


@dataclass(frozen=True)
class Scale:
    """The mean and standard deviation of each feature among the answers fitted on."""

    middle: tuple[float, ...]
    spread: tuple[float, ...]

    def point(self, answer: Whole, ground: Whole, features: tuple[float, ...]) -> dict[str, Whole]:
        """An answer as memories take it, by part."""
        standard = (np.array(features) - self.middle) / self.spread
        return {
            "answer": in_steps(answer / UNIT, "answer"),
            "ground": in_steps(ground / UNIT, "ground"),
            "features": in_steps(standard, "features"),
        }


@dataclass(frozen=True)
class Memory:
    """`points`: remembered answers by `PARTS` (answers by dimensions); `reach`: by part, the distance at which likeness
    begins to fail; a part without reach is not looked at. `weights`: what each adds to the share of full marks."""

    reach: Mapping[str, float]
    points: Mapping[str, NDArray[np.int32]]
    weights: tuple[float, ...]

    @cached_property
    def squares(self) -> dict[str, Whole]:
        """By part, the squared length of each point."""
        return {name: (self.points[name] ** 2).sum(axis=1) for name in self.reach}

    def recalled(self, point: Mapping[str, Whole]) -> float:
        """What to add for an answer."""
        if not self.weights:
            return 0.0
        return fsum((self._likeness(point) * self.weights).tolist())

    def _likeness(self, point: Mapping[str, Whole]) -> Floats:
        """How like a point is to each remembered one, 0 to 1."""
        apart = np.zeros(len(self.weights))
        for name, far in self.reach.items():
            there = point[name].astype(np.int32)
            squares = self.squares[name] + int((there * there).sum()) - 2 * (self.points[name] @ there)
            apart += squares / (far * STEPS[name]) ** 2
        return kernel(apart)

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "Memory":
        """The memory as stored."""
        rows, weights = len(stored["weights"]), tuple(stored["weights"])
        points = {name: unpacked(text).reshape(rows, -1) for name, text in stored["points"].items()}
        return cls(stored["reach"], points, weights)

    def stored(self) -> dict[str, Any]:
        """The memory as plain JSON."""
        points = {name: packed(self.points[name]) for name in self.reach}
        return {"reach": dict(self.reach), "weights": list(self.weights), "points": points}


NOTHING = Memory({}, {}, ())


def kernel(apart: Floats) -> Floats:
    """Likeness by squared distance."""
    near = 1 / (1 + apart / (2 * _DEGREE))
    near = near * near
    return near * near


def in_steps(values: Floats, part: str) -> Whole:
    """Values of a part in whole numbers of 8 bits."""
    steps: Whole = np.rint(values * STEPS[part]).clip(-_MOST, _MOST).astype(np.int64)
    return steps
