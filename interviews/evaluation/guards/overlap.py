"""How far two texts are the same word for word."""

import itertools
from collections.abc import Sequence

from interviews.evaluation.reading.tokens import Token


def copies(tokens: Sequence[Token], source: Sequence[Token]) -> bool:
    """Whether both are the same words in the same order."""
    return bool(source) and len(tokens) == len(source) and words_of(tokens) == words_of(source)


def pair_overlap(tokens: Sequence[Token], source: Sequence[Token]) -> tuple[float, float]:
    """The share of neighbouring word pairs of `tokens` found in `source`, and the other way round."""
    return shared_pairs(words_of(tokens), words_of(source))


def shared_pairs(said: Sequence[str], there: Sequence[str]) -> tuple[float, float]:
    """The same for plain words; (0, 0) where one has no pair."""
    pairs, source = set(itertools.pairwise(said)), set(itertools.pairwise(there))
    if not pairs or not source:
        return 0.0, 0.0
    shared = len(pairs & source)
    return shared / len(pairs), shared / len(source)


def words_of(tokens: Sequence[Token]) -> list[str]:
    return [token.text for token in tokens]
