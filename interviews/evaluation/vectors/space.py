"""The packaged vectors: word pieces of Llama 2's tokenizer with vectors of WordLlama (MIT), 192 whole numbers each.

Everything is a whole number, so that sums come out the same in any order and on every machine.
"""

from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from interviews.evaluation.vectors.segments import pieces_of

Whole = NDArray[np.int64]

DIMENSIONS = 192
UNIT = 1024  # length of a word's vector
PLAIN = 1000  # weight of a specific word
FILE = Path(__file__).with_name("static.npz")


class Space:
    """Vectors and weights of words; built once per process, never changed but for what it remembers."""

    def __init__(self, pieces: list[str], matrix: NDArray[np.int8], weights: NDArray[np.int16]) -> None:
        self._places = {piece: place for place, piece in enumerate(pieces)}
        self._matrix, self._weights = matrix, weights

    def segments(self, word: str) -> tuple[int, ...]:
        """The rows of the pieces a lower-case word is made of; none where no letter of it is known."""
        return pieces_of(word, self._places)

    def weight(self, word: str) -> int:
        """What a word is worth, 0 to 1200 where `PLAIN` is a specific word's: the length of its vector in WordLlama,
        whose training on likeness left frequent words short. It stands in for the inverse document frequency."""
        return max((int(self._weights[row]) for row in self.segments(word)), default=PLAIN)

    def vector(self, word: str) -> Whole:
        """The vector of a word, of length `UNIT`; zeros where nothing is known of it."""
        rows = list(self.segments(word))
        if not rows:
            return np.zeros(DIMENSIONS, np.int64)
        parts = self._matrix[rows].astype(np.int64) * self._weights[rows].astype(np.int64)[:, None]
        return to_length(parts.sum(axis=0), UNIT)


def to_length(vector: Whole, length: int) -> Whole:
    """The vector in whole numbers at about this length; the square root is rounded alike everywhere (IEEE 754)."""
    shrunk = vector // (1 + int(np.abs(vector).max()) // 2**20)  # so that squares stay within 64 bits
    square = int((shrunk * shrunk).sum())
    if square == 0:
        return np.zeros_like(vector)
    whole: Whole = np.rint(shrunk * (length / np.sqrt(np.float64(square)))).astype(np.int64)
    return whole


@cache
def static_space() -> Space:
    """The packaged space. No pickle is read."""
    with np.load(FILE, allow_pickle=False) as stored:
        pieces = stored["pieces"].tobytes().decode().split("\n")
        return Space(pieces, stored["matrix"], stored["weights"])
