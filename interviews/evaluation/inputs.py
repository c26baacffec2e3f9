"""What goes into an evaluation: the question, the rubric and the answer. Plain data, no behaviour beyond validity."""

from dataclasses import dataclass

from interviews.evaluation.speech import Speech

TOTAL_WEIGHT = 100
ENOUGH_WORDS = 40  # from which an answer is long enough to judge


@dataclass(frozen=True, slots=True)
class Level:
    """A step of a criterion: the `score` (0-10) it stands for, and in `anchor` what an answer there does."""

    score: float
    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing an answer is judged on. `weight` is in percent, 1 to 100; `levels` rise in score."""

    key: str
    label: str
    weight: int
    description: str = ""
    levels: tuple[Level, ...] = ()

    def __post_init__(self) -> None:
        if not self.key:
            raise ValueError("a criterion needs a key")
        if not 1 <= self.weight <= TOTAL_WEIGHT:
            raise ValueError(f"the weight of {self.key!r} is {self.weight}, not 1 to {TOTAL_WEIGHT}")


@dataclass(frozen=True, slots=True)
class Rubric:
    """Criteria under a version. Weights sum to 100 and keys are unique, else ValueError.

    `is_general` where it suits many questions: its descriptions then say nothing of the one at hand.
    """

    version: str
    criteria: tuple[Criterion, ...]
    is_general: bool = False

    def __post_init__(self) -> None:
        total = sum(criterion.weight for criterion in self.criteria)
        if total != TOTAL_WEIGHT:
            raise ValueError(f"weights of rubric {self.version!r} sum to {total}, not {TOTAL_WEIGHT}")
        if len({criterion.key for criterion in self.criteria}) != len(self.criteria):
            raise ValueError(f"rubric {self.version!r} names a criterion twice")


@dataclass(frozen=True, slots=True)
class QuestionBrief:
    """The question as the evaluator may know it. Empty strings and tuples mean "not given".

    `category` is technical, behavioral or hr; `level` junior, mid or senior; `difficulty` easy, medium or hard.
    `ideal_answer_length` is in words, `time_limit_seconds` in seconds. `context` is the question that a follow-up
    goes back to, `said_before` the candidate's words on it, and ours on why it is asked further.
    """

    text: str
    category: str = ""
    subcategory: str = ""
    field: str = ""
    level: str = ""
    difficulty: str = ""
    sample_answer: str = ""
    keywords: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()
    ideal_answer_length: int | None = None
    time_limit_seconds: int | None = None
    context: str = ""
    said_before: str = ""


@dataclass(frozen=True, slots=True)
class AnswerText:
    """The answer exactly as sent; every offset in the result counts code points of `text`.

    `speech` is how it was spoken, where a client timed it.
    """

    text: str
    time_spent_seconds: int = 0
    hint_used: bool = False
    speech: Speech | None = None
