"""What a word piece is worth: the rarer, the more, by its rank in BERT's vocabulary."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from interviews.evaluation.contextual.model import LETTERS_END, VOCABULARY

_FREE = 40  # the most frequent words ("the", "of", "was"): worth next to nothing
_LEAST = 0.02


def weights_of(ids: NDArray[np.int64]) -> NDArray[np.float64]:
    """One weight (0-1) for each word piece id.

    BERT's vocabulary lists words from frequent to rare, so that by Zipf's law the logarithm of a rank stands for the
    inverse document frequency, without a corpus. Signs and single letters come before all words and weigh least.
    """
    return _table()[ids]


@cache
def _table() -> NDArray[np.float64]:
    ranks = np.arange(VOCABULARY) - LETTERS_END - _FREE
    logs = np.log(np.clip(ranks, 1, None)) / np.log(VOCABULARY - LETTERS_END - _FREE)
    weights: NDArray[np.float64] = np.maximum(logs, _LEAST)
    return weights
