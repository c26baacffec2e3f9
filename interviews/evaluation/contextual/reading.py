"""A text as the features see it: word pieces with weights, sentences, and the whole as one vector."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from interviews.evaluation.contextual.model import Vectors, pieces_of, unit
from interviews.evaluation.contextual.weights import weights_of
from interviews.evaluation.reading.tokens import split_sentences, tokenize


@dataclass(frozen=True, slots=True)
class Passage:
    """`vectors` (n, 384) and `weights` (n,) by word piece; `sentences` (m, 384) and `sizes` (m,), the weight each
    sentence carries; `whole` (384,). Every vector has length 1, or 0 in an empty text."""

    ids: NDArray[np.int64]
    vectors: Vectors
    weights: NDArray[np.float64]
    sentences: Vectors
    sizes: NDArray[np.float64]
    whole: Vectors


def passage(text: str) -> Passage:
    """Read a text. A sentence is the mean of its pieces as they stand in the whole text, so one pass serves all."""
    pieces = pieces_of(text)
    weights = weights_of(pieces.ids)
    groups = _groups(text, pieces.ends)
    means = [pieces.vectors[group].mean(axis=0) for group in groups]
    return Passage(
        ids=pieces.ids,
        vectors=pieces.vectors,
        weights=weights,
        sentences=unit(np.stack(means)) if means else pieces.vectors[:0],
        sizes=np.asarray([weights[group].sum() for group in groups]),
        whole=unit(pieces.vectors.mean(axis=0)) if len(pieces.ids) else np.zeros(384, np.float32),
    )


@lru_cache(maxsize=128)
def known_passage(text: str) -> Passage:
    """`passage`, remembered: for questions and references, which come again and again. About 200 KB each."""
    return passage(text)


def _groups(text: str, ends: NDArray[np.int64]) -> list[slice]:
    """The word pieces of each sentence."""
    bounds = np.searchsorted(ends, [s.end for s in split_sentences(text, tokenize(text))], side="right")
    return [slice(start, end) for start, end in pairwise([0, *bounds.tolist()]) if end > start]
