"""What comes out of an evaluation: scores, evidence, feedback and how sure the evaluator is."""

import math
from dataclasses import dataclass, fields
from typing import Literal, Self

from interviews.evaluation.observations.observation import Observation

ResourceKind = Literal["book", "documentation", "topic"]


@dataclass(frozen=True, slots=True)
class Point:
    """A strength or an improvement. With a place: `answer.text[start:end] == quote`, in code points; else no place."""

    criterion: str
    text: str
    quote: str | None = None
    start: int | None = None
    end: int | None = None

    def __post_init__(self) -> None:
        _require_place(self.quote, self.start, self.end)

    @classmethod
    def at(cls, criterion: str, text: str, answer: str, start: int, end: int) -> Self:
        """The point whose quote is `answer[start:end]`; ValueError where that is not a place in the answer."""
        if not 0 <= start < end <= len(answer):
            raise ValueError(f"{start}:{end} is no place in an answer of {len(answer)} characters")
        return cls(criterion, text, answer[start:end], start, end)

    def stands_in(self, answer: str) -> bool:
        """Whether the quote is found in the answer at its offsets (true for a point without a place)."""
        return _stands_in(self, answer)


@dataclass(frozen=True, slots=True)
class Flag:
    """What a guard noticed. `cap` is the highest score (0-10) it leaves open; None limits nothing."""

    name: str
    reason: str
    cap: float | None = None


@dataclass(frozen=True, slots=True)
class SubScores:
    """Dimensions of the answer, 0-10 each, whatever the rubric; `sentiment` is -1 to 1 and no part of the score."""

    relevance: float
    depth: float
    structure: float
    clarity: float
    communication: float
    technical_accuracy: float
    content: float
    confidence_level: float
    sentiment: float

    def __post_init__(self) -> None:
        for field in fields(self):
            low = -1 if field.name == "sentiment" else 0
            require_range(field.name, getattr(self, field.name), low, 1 if low else 10)


@dataclass(frozen=True, slots=True)
class CriterionScore:
    """One criterion of the rubric: its `weight` in percent, the score 0-10 and why. Where a model judged, `quote` is
    what the score rests on: `answer.text[start:end]`, in code points; else there is no place."""

    key: str
    label: str
    weight: int
    score: float
    reason: str
    quote: str | None = None
    start: int | None = None
    end: int | None = None

    def __post_init__(self) -> None:
        require_range(self.key, self.score, 0, 10)
        _require_place(self.quote, self.start, self.end)

    def stands_in(self, answer: str) -> bool:
        """Whether the quote is found in the answer at its offsets (true without a place)."""
        return _stands_in(self, answer)


@dataclass(frozen=True, slots=True)
class LearningResource:
    """Something to learn from, named by title. No address: we name only what we can stand by."""

    title: str
    why: str
    kind: ResourceKind


@dataclass(frozen=True, slots=True)
class Probe:
    """What to ask further, why (as the candidate reads it), and the terms that the answer to it is held against."""

    text: str
    reason: str
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The whole verdict. `score` 0-10 is the weighted mean of `criteria`; `confidence` 0-1 is how far to trust it.

    `temperature` is None and `tokens_used` 0 where no language model took part; `follow_up` is one that a model wrote.
    """

    score: float
    sub_scores: SubScores
    criteria: tuple[CriterionScore, ...]
    key_phrases: tuple[str, ...]
    strengths: tuple[Point, ...]
    improvements: tuple[Point, ...]
    detailed_feedback: str
    action_items: tuple[str, ...]
    learning_resources: tuple[LearningResource, ...]
    practice_suggestions: tuple[str, ...]
    confidence: float
    flags: tuple[Flag, ...]
    evaluator: str
    evaluator_version: str
    model: str
    model_version: str
    prompt_version: str = ""
    temperature: float | None = None
    tokens_used: int = 0
    observations: tuple[Observation, ...] = ()
    follow_up: Probe | None = None

    def __post_init__(self) -> None:
        require_range("score", self.score, 0, 10)
        require_range("confidence", self.confidence, 0, 1)

    def stands_on(self, answer: str) -> bool:
        """Whether every quote and every observation is in the answer at its offsets."""
        told: tuple[CriterionScore | Point, ...] = (*self.criteria, *self.strengths, *self.improvements)
        quoted = all(item.stands_in(answer) for item in told)
        return quoted and all(observation.stands_in(answer) for observation in self.observations)


def _require_place(quote: str | None, start: int | None, end: int | None) -> None:
    """ValueError unless there are a quote and offsets that fit it, or none of them."""
    if quote is None or start is None or end is None:
        if (quote, start, end) != (None, None, None):
            raise ValueError("quote, start and end belong together")
    elif not 0 <= start < end or end - start != len(quote):
        raise ValueError("the offsets do not fit the quote")


def _stands_in(item: Point | CriterionScore, answer: str) -> bool:
    return item.quote is None or answer[item.start : item.end] == item.quote


def require_range(name: str, value: float, low: float, high: float) -> None:
    """ValueError unless `value` is a finite number from `low` to `high`."""
    if not math.isfinite(value) or not low <= value <= high:
        raise ValueError(f"{name} is {value}, not {low} to {high}")
