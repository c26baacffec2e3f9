"""What several words mean together."""

import numpy as np

from interviews.evaluation.vectors.space import UNIT, Whole, to_length

_ALONE = 250_000  # multiplications that OpenBLAS does on one thread


def direction(vectors: Whole, weights: Whole) -> Whole:
    """The weighted sum of vectors (words by `DIMENSIONS`), at length `UNIT`."""
    return to_length((vectors * weights[:, None]).sum(axis=0), UNIT)


def dots(left: Whole, right: Whole) -> Whole:
    """The products of each row of `left` with each of `right`: whole numbers below 2**53, so exact in floats too,
    which multiply faster, in whatever order. A few rows at a time: for more, BLAS would wake up other threads."""
    rows = max(1, _ALONE // max(1, right.size))
    columns = right.astype(np.float64).T
    parts = [left[first : first + rows].astype(np.float64) @ columns for first in range(0, len(left), rows)]
    product: Whole = np.concatenate([np.zeros((0, len(right))), *parts]).astype(np.int64)
    return product


def cosine(left: Whole, right: Whole) -> float:
    """The likeness of two directions, -1 to 1."""
    return int((left * right).sum()) / UNIT**2
