"""A model of the human score: a linear one for any field, and for the fields it was fitted on what is special there.

Sums are exact before they are rounded (`math.fsum`), so a score is the same on every machine.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Any

from interviews.evaluation.inputs import ENOUGH_WORDS
from interviews.evaluation.model.fields import Field, familiarity, shares, to_the_eighth
from interviews.evaluation.model.memory import Scale
from interviews.evaluation.vectors.space import Whole

BEST = 10.0
LEAST_PART = 0.001  # of a field, below which it is not asked


@dataclass(frozen=True)
class Looked:
    """What the model sees of an answer: its features, in which direction its words and its ground point
    (`vectors.direction`), and how many words it has."""

    features: tuple[float, ...]
    answer: Whole
    ground: Whole
    words: int


@dataclass(frozen=True)
class Estimate:
    """`score`: the expected human score, 0 to 10; `familiarity`: how well the field is known, 0 to 1; `error`: by how
    many points the score is expected to be off."""

    score: float
    familiarity: float
    error: float


@dataclass(frozen=True)
class ContentModel:
    """`weights` by feature and `intercept` give the share of full marks in any field; `scale`: of the features, for the
    fields' memories; `error`: see `doubts`."""

    names: tuple[str, ...]
    weights: tuple[float, ...]
    intercept: float
    scale: Scale
    fields: tuple[Field, ...]
    error: tuple[float, ...]

    def estimate(self, looked: Looked) -> Estimate:
        """The estimate for an answer."""
        known = familiarity(self._nearness(looked))
        share = min(1.0, max(0.0, round(self.share(looked), 6)))
        off = fsum(weight * doubt for weight, doubt in zip(self.error, doubts(share, known, looked.words), strict=True))
        return Estimate(BEST * share, known, max(0.0, off))

    def share(self, looked: Looked) -> float:
        """The share of full marks, before it is cut to 0 to 1."""
        general = fsum(weight * value for weight, value in zip(self.weights, looked.features, strict=True))
        return fsum([self.intercept, general, *self._special(looked)])

    def _nearness(self, looked: Looked) -> list[float]:
        return [field.nearness(looked.ground) for field in self.fields]

    def _special(self, looked: Looked) -> list[float]:
        """What the fields near by add. A memory is of its own field: what it says fades faster on strange ground."""
        nearness = self._nearness(looked)
        known, parts = familiarity(nearness), zip(shares(nearness), self.fields, strict=True)
        near = [(known * part, field) for part, field in parts if known * part >= LEAST_PART]
        point = self.scale.point(looked.answer, looked.ground, looked.features) if near else {}
        fresh = to_the_eighth(known)
        return [part * field.correction(looked.answer, point, fresh) for part, field in near]

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "ContentModel":
        """The model as stored."""
        fields = tuple(Field.of(entry) for entry in stored["fields"])
        weights, error = tuple(stored["weights"].values()), tuple(stored["error"].values())
        scale = Scale(tuple(stored["scale"]["middle"]), tuple(stored["scale"]["spread"]))
        return cls(tuple(stored["weights"]), weights, stored["intercept"], scale, fields, error)


DOUBTS = ("always", "middling_score", "unfamiliar_field", "few_words")


def doubts(share: float, known: float, words: int) -> tuple[float, ...]:
    """What makes an estimate less sure, in the order of `DOUBTS`, each 0 to 1."""
    return 1.0, 4 * share * (1 - share), 1 - known, 1 - min(1.0, words / ENOUGH_WORDS)


def looked_at(features: Sequence[float], answer: Whole, ground: Whole, words: int) -> Looked:
    """`features` rounded to 1e-6: what lies below is noise."""
    return Looked(tuple(round(value, 6) for value in features), answer, ground, words)
