"""Which words of one text meet which of another: by concept, by spelling, by meaning, and with what beside them.

After Sultan, Bethard and Sumner, "Back to Basics for Monolingual Alignment" (TACL 2014), with word vectors in place of
their paraphrase table. Likeness is a whole number, 0 to `FULL`.
"""

from functools import lru_cache

import numpy as np

from interviews.evaluation.features.worded import Worded
from interviews.evaluation.vectors.space import UNIT, Whole
from interviews.evaluation.vectors.whole import dots

FULL = 1000
NEAR = 950  # the most that meaning alone counts
LOOSE = (5, 50)  # percent of cosine at which likeness begins and is complete: forgiving
STRICT = (25, 70)
SHORTEST = 4  # letters from which spelling tells anything
HALF_SPELT = FULL // 2
_BESIDE = ((-1, -1, 2), (1, 1, 2), (-2, -2, 1), (2, 2, 1), (-1, -2, 1), (1, 2, 1), (-2, -1, 1), (2, 1, 1))  # of 2


def same(left: Worded, right: Worded) -> Whole:
    """How far words are the same, by concept or spelling (words of `left` by words of `right`)."""
    rows = {pair: _row(*pair, right) for pair in set(zip(left.words, left.concepts, strict=True))}
    found = [rows[pair] for pair in zip(left.words, left.concepts, strict=True)]
    return np.array(found, np.int64).reshape(len(left.words), len(right.words))


def _row(word: str, concept: str, right: Worded) -> list[int]:
    row, first = [0] * len(right.words), word[0]
    for place in right.by_letter.get(first, ()):
        row[place] = spelling(word, right.words[place])
    for place in right.by_concept.get(concept, ()):
        row[place] = FULL
    return row


def alike(left: Worded, right: Worded, found: Whole, bounds: tuple[int, int]) -> Whole:
    """`found`, or the likeness of meaning where that is more."""
    low, high = bounds
    cosines = dots(left.vectors, right.vectors) * 100 - low * UNIT**2
    return np.maximum(found, np.clip(cosines * NEAR // ((high - low) * UNIT**2), 0, NEAR))


def beside(likeness: Whole) -> Whole:
    """The best likeness among the words next to each pair, on the same side; half where one word lies between."""
    rows, columns = likeness.shape
    best = np.zeros_like(likeness)
    for down, along, halves in _BESIDE:
        top, bottom = max(0, -down), rows - max(0, down)
        left, right = max(0, -along), columns - max(0, along)
        if bottom > top and right > left:
            there = likeness[top + down : bottom + down, left + along : right + along] * halves // 2
            np.maximum(best[top:bottom, left:right], there, out=best[top:bottom, left:right])
    return best


@lru_cache(maxsize=50_000)
def spelling(word: str, other: str) -> int:
    """How many letter triples two words share (Dice), 0 to `FULL`; 0 for less than half."""
    if min(len(word), len(other)) < SHORTEST:
        return 0
    ours, theirs = _triples(word), _triples(other)
    share = 2 * FULL * len(ours & theirs) // (len(ours) + len(theirs))
    return share if share >= HALF_SPELT else 0


@lru_cache(maxsize=20_000)
def _triples(word: str) -> frozenset[str]:
    marked = f"^{word}$"
    return frozenset(marked[at : at + 3] for at in range(len(marked) - 2))
