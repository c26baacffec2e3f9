"""The complete evaluator on answers its model has not seen: guards, kinship, cuts and rounding included."""

from collections.abc import Iterator, Sequence

import numpy as np

from interviews.evaluation.embedded import EmbeddedEvaluator
from interviews.evaluation.fitting.records import Record
from interviews.evaluation.fitting.table import Floats, Mask, Table, brief_of
from interviews.evaluation.fitting.validation import model_of
from interviews.evaluation.guards.run import lowest_cap
from interviews.evaluation.inputs import AnswerText
from interviews.evaluation.rubrics import content_rubric

GOOD, LOW = 5.0, 3.0  # points of 10: what people called good, and what nobody would


class WholeEvaluator:
    """A `Predict` that scores as `evaluate_answers` does, and keeps which answers a guard capped."""

    def __init__(self, records: Sequence[Record], tier: str) -> None:
        self._records, self._tier = records, tier
        self.scores = np.zeros(len(records))
        self.capped = np.zeros(len(records), np.bool_)

    def __call__(self, table: Table, fitted: Mask, aside: Mask) -> Floats:
        """Scores of the rows set aside, with a model of the others."""
        evaluator = EmbeddedEvaluator(self._tier, model_of(table, fitted))
        for row in np.flatnonzero(aside).tolist():
            record = self._records[row]
            found = evaluator.evaluate(brief_of(record), content_rubric(), AnswerText(record.answer))
            self.scores[row], self.capped[row] = found.score, lowest_cap(found.flags) < 10
        scores: Floats = self.scores[aside]
        return scores

    def wronged(self, table: Table) -> Iterator[str]:
        """Of each data set, how many answers that people called good were capped or scored low in the last run."""
        yield f"graded {GOOD:g} or better    answers   capped   scored {LOW:g} or less"
        for name in table.fields:
            good = (table.datasets == name) & (10 * table.scores >= GOOD)
            low = good & (self.scores <= LOW)
            yield f"  {name:20s}{good.sum():9d}{(good & self.capped).sum():9d}{low.sum():20d}"
