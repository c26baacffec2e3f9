"""Each word of an answer spent on one word of the sample only: saying one word again covers nothing more."""

import numpy as np

from interviews.evaluation.features.alignment import FULL
from interviews.evaluation.features.worded import Worded
from interviews.evaluation.vectors.space import Whole

MOST_PAIRS = 60
LEAST = 300  # likeness below which words are not taken for each other
_COMPANY = 5  # the fifth part of the likeness beside a pair breaks ties
_GIVEN = 800  # as in `likeness`


def one_to_one(likeness: Whole, company: Whole, sample: Worded, given: Whole) -> float:
    """The share of the sample's worth, beyond the question, met by the best pairs taken in turn (0-1)."""
    worth = sample.weights * np.array(sample.content, np.bool_) * (FULL - _GIVEN * given // FULL)
    whole = int(worth.sum())
    left = (likeness * FULL + likeness * company // _COMPANY) * (worth > 0)
    met = 0
    for _ in range(min(*likeness.shape, MOST_PAIRS)):
        row, column = divmod(int(left.argmax()), left.shape[1])
        if left[row, column] <= LEAST * FULL:
            break
        met += int(likeness[row, column]) * int(worth[column])
        left[row, :] = 0
        left[:, column] = 0
    return min(1.0, met / (FULL * whole)) if whole else 0.0
