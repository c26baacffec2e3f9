"""Scoring of one answer, pure and deterministic. Start at `interface.py`; nothing here imports Django."""

from interviews.evaluation.interface import (
    AnswerText,
    Criterion,
    CriterionScore,
    Evaluation,
    Evaluator,
    Flag,
    LearningResource,
    Point,
    QuestionBrief,
    Rubric,
    SubScores,
)
from interviews.evaluation.registry import UnknownEvaluator, get_evaluator
from interviews.evaluation.rubrics import rubric_from_version

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
    "UnknownEvaluator",
    "get_evaluator",
    "rubric_from_version",
]
