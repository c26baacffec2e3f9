"""Fields of knowledge the model was fitted on, and how near a question lies to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import fsum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interviews.evaluation.model.memory import STEPS, Memory
from interviews.evaluation.model.packing import packed, unpacked
from interviews.evaluation.vectors.space import DIMENSIONS, UNIT, Whole, to_length
from interviews.evaluation.vectors.whole import cosine

# Nearness: of questions of another field 9 in 10 lie below .29, of new questions of a field 9 in 10 above .27.
STRANGE, FAMILIAR = 0.18, 0.32
NEAREST = 3  # questions of a field that are looked at: a field may have several middles
_DOUBLINGS = 3  # a field's part falls with the 8th power of its nearness: the nearest takes nearly all


@dataclass(frozen=True)
class Field:
    """`questions`: where each of its questions and samples points (questions by dimensions, in steps of `STEPS`);
    `offset` and `answer_weights`: what human graders of the field gave beyond the general model, and to which
    vocabulary (leading dimensions of the answer's direction); `memory`: what they gave beyond that to answers like
    one."""

    name: str
    questions: NDArray[np.int32]
    offset: float
    answer_weights: tuple[float, ...]
    memory: Memory

    @cached_property
    def centre(self) -> Whole:
        """The mean direction of its questions."""
        return to_length(self.questions.astype(np.int64).sum(axis=0), UNIT)

    def nearness(self, ground: Whole) -> float:
        """How near a question lies, as a cosine: half to the middle of the field, half to its nearest questions."""
        nearest = np.sort(self.questions @ ground)[-NEAREST:]
        return (cosine(self.centre, ground) + int(nearest.sum()) / (len(nearest) * STEPS["ground"] * UNIT)) / 2

    def correction(self, answer: Whole, point: Mapping[str, Whole], fresh: float) -> float:
        """What to add to the general share of full marks; `fresh`: how far the memory counts."""
        leading = zip(self.answer_weights, answer[: len(self.answer_weights)].tolist(), strict=True)
        return fsum(
            [self.offset, fresh * self.memory.recalled(point), *(weight * value / UNIT for weight, value in leading)]
        )

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "Field":
        """The field as stored."""
        questions, memory = unpacked(stored["questions"]).reshape(-1, DIMENSIONS), Memory.of(stored["memory"])
        return cls(stored["name"], questions, stored["offset"], tuple(stored["answer_weights"]), memory)

    def stored(self) -> dict[str, Any]:
        """The field as plain JSON."""
        return {
            "name": self.name,
            "offset": self.offset,
            "questions": packed(self.questions),
            "answer_weights": self.answer_weights,
            "memory": self.memory.stored(),
        }


def familiarity(nearness: Sequence[float]) -> float:
    """How well the nearest field is known, 0 (strange) to 1."""
    return min(1.0, max(0.0, (max(nearness, default=0.0) - STRANGE) / (FAMILIAR - STRANGE)))


def shares(nearness: Sequence[float]) -> list[float]:
    """The part of each field in a question; the parts sum to 1, or all are 0 where it is near none."""
    near = [max(0.0, value) for value in nearness]
    parts = [to_the_eighth(value / max([*near, 1e-6])) for value in near]
    whole = fsum(parts)
    return [part / whole if whole else 0.0 for part in parts]


def to_the_eighth(value: float) -> float:
    """By squaring, which every machine rounds alike."""
    for _ in range(_DOUBLINGS):
        value *= value
    return value
