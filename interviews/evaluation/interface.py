"""The one interface of the evaluation package: question, rubric and answer in; an `Evaluation` out.

An evaluator is pure: the same input gives the same output on every machine and day. It reads no database, clock,
network or random number. Bad answers are no errors: they get a low score and a flag.
"""

from typing import Protocol

from interviews.evaluation.inputs import AnswerText, Criterion, QuestionBrief, Rubric
from interviews.evaluation.results import CriterionScore, Evaluation, Flag, LearningResource, Point, SubScores

__all__ = [
    "AnswerText",
    "Criterion",
    "CriterionScore",
    "Evaluation",
    "Evaluator",
    "Flag",
    "LearningResource",
    "Point",
    "QuestionBrief",
    "Rubric",
    "SubScores",
]


class Evaluator(Protocol):
    """Scores one answer. `name` and `version` are stored with every feedback."""

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    def evaluate(self, question: QuestionBrief, rubric: Rubric, answer: AnswerText) -> Evaluation: ...
