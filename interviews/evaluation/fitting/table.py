"""Answers as the model sees them, with their human scores: one row each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from interviews.evaluation.features.content import told
from interviews.evaluation.features.look import feature_names, look
from interviews.evaluation.fitting.records import Record
from interviews.evaluation.inputs import AnswerText, QuestionBrief
from interviews.evaluation.model import Looked
from interviews.evaluation.reading.subject import look_at
from interviews.evaluation.rubrics import content_rubric
from interviews.evaluation.vectors import UNIT

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Table:
    """`scores`: shares of full marks. All columns have one entry for each row."""

    names: tuple[str, ...]
    looked: tuple[Looked, ...]
    scores: Floats
    datasets: NDArray[np.str_]
    clusters: NDArray[np.str_]
    questions: NDArray[np.str_]

    def features(self, rows: Mask) -> Floats:
        """Rows by features."""
        return np.array([self.looked[row].features for row in np.flatnonzero(rows)])

    def answers(self, rows: Mask, dimensions: int) -> Floats:
        """Rows by leading dimensions of the answers' directions, at length 1."""
        return np.array([self.looked[row].answer[:dimensions] for row in np.flatnonzero(rows)]) / UNIT

    def grounds(self, rows: Mask) -> Floats:
        """Rows by dimensions."""
        return np.array([self.looked[row].ground for row in np.flatnonzero(rows)], np.float64)

    @property
    def fields(self) -> list[str]:
        return sorted(set(self.datasets.tolist()))


def brief_of(record: Record) -> QuestionBrief:
    """The question as the evaluator gets it."""
    return QuestionBrief(text=record.question, sample_answer=record.reference)


def tabulate(records: Sequence[Record], tier: str, progress: Callable[[int], None] = lambda _: None) -> Table:
    """Look at every answer as the evaluator of a tier would."""
    looked = []
    for count, record in enumerate(records):
        subject = look_at(brief_of(record), content_rubric(), AnswerText(record.answer))
        looked.append(look(subject, tier, told(subject)))
        progress(count)
    return Table(
        feature_names(tier),
        tuple(looked),
        np.array([record.score for record in records]),
        np.array([record.dataset for record in records]),
        np.array([record.cluster for record in records]),
        np.array([record.question_id for record in records]),
    )
