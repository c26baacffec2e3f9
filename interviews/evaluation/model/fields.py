"""Fields of knowledge the model was fitted on, and how near a question lies to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Any

import numpy as np

from interviews.evaluation.model.memory import Memory
from interviews.evaluation.vectors.space import UNIT, Whole
from interviews.evaluation.vectors.whole import cosine

STRANGE, FAMILIAR = 0.1, 0.25  # cosine to the middle of a field: questions of another field lie below .2, own above .2
_DOUBLINGS = 3  # a field's part falls with the 8th power of its cosine: the nearest takes nearly all


@dataclass(frozen=True)
class Field:
    """`centre`: the mean direction of its questions; `offset` and `answer_weights`: what human graders of the field
    gave beyond the general model, and to which vocabulary (leading dimensions of the answer's direction); `memory`:
    what they gave beyond that to answers like one."""

    name: str
    centre: Whole
    offset: float
    answer_weights: tuple[float, ...]
    memory: Memory

    def correction(self, answer: Whole, point: Mapping[str, Whole], fresh: float) -> float:
        """What to add to the general share of full marks; `fresh`: how far the memory counts."""
        leading = zip(self.answer_weights, answer[: len(self.answer_weights)].tolist(), strict=True)
        return fsum(
            [self.offset, fresh * self.memory.recalled(point), *(weight * value / UNIT for weight, value in leading)]
        )

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "Field":
        """The field as stored."""
        centre = np.array(stored["centre"], np.int64)
        memory = Memory.of(stored["memory"])
        return cls(stored["name"], centre, stored["offset"], tuple(stored["answer_weights"]), memory)


def familiarity(fields: Sequence[Field], ground: Whole) -> float:
    """How well the nearest field is known, 0 (strange) to 1."""
    nearest = max((cosine(field.centre, ground) for field in fields), default=0.0)
    return min(1.0, max(0.0, (nearest - STRANGE) / (FAMILIAR - STRANGE)))


def shares(fields: Sequence[Field], ground: Whole) -> list[float]:
    """The part of each field in a question; the parts sum to 1, or all are 0 where it is near none."""
    nearness = [max(0.0, cosine(field.centre, ground)) for field in fields]
    nearest = max([*nearness, 1e-6])
    parts = [to_the_eighth(value / nearest) for value in nearness]
    whole = fsum(parts)
    return [part / whole if whole else 0.0 for part in parts]


def to_the_eighth(value: float) -> float:
    """By squaring, which every machine rounds alike."""
    for _ in range(_DOUBLINGS):
        value *= value
    return value
