"""What the model has to beat: the length of an answer, and plain TF-IDF likeness. Each scaled by least squares."""

from importlib.util import find_spec

import numpy as np

from interviews.evaluation.fitting.records import Record
from interviews.evaluation.fitting.table import Floats, Mask, Table
from interviews.evaluation.fitting.validation import Predict


class NoScikitLearn(Exception):
    """scikit-learn is not installed."""


def by_length(records: list[Record]) -> Predict:
    """The logarithm of the number of words."""
    return _scaled(np.log1p([len(record.answer.split()) for record in records]))


def by_tfidf(records: list[Record]) -> Predict:
    """The TF-IDF cosine of answer and reference; NoScikitLearn where that is missing."""
    if find_spec("sklearn") is None:
        raise NoScikitLearn("the TF-IDF baseline needs scikit-learn: pip install scikit-learn")
    from sklearn.feature_extraction.text import TfidfVectorizer  # type: ignore[import-untyped]

    answers, references = [one.answer for one in records], [one.reference for one in records]
    words = TfidfVectorizer(stop_words="english", sublinear_tf=True).fit([*sorted(set(references)), *answers])
    likeness = words.transform(answers).multiply(words.transform(references)).sum(axis=1)
    return _scaled(np.asarray(likeness, np.float64).ravel())


def _scaled(value: Floats) -> Predict:
    def predict(table: Table, fitted: Mask, aside: Mask) -> Floats:
        slope, start = np.polyfit(value[fitted], table.scores[fitted], 1)
        scores: Floats = np.clip(10 * (slope * value[aside] + start), 0, 10)
        return scores

    return predict
