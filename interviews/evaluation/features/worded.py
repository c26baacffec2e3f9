"""A text as the alignment takes it: its words with their concepts, weights and vectors."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from interviews.evaluation.reading.document import Document
from interviews.evaluation.reading.tokens import Sentence
from interviews.evaluation.vectors import DIMENSIONS, direction, static_space
from interviews.evaluation.vectors.space import Whole

MOST_WORDS = 400  # of a text that are aligned: more than three minutes of talk


@dataclass(frozen=True)
class Worded:
    """The words of a text in order, and for each the concept it stands for and whether it says something of its own."""

    words: tuple[str, ...]
    concepts: tuple[str, ...]
    content: tuple[bool, ...]

    @cached_property
    def vectors(self) -> Whole:
        """Words by `DIMENSIONS`."""
        rows = [known(word)[0] for word in self.words]
        return np.array(rows) if rows else np.zeros((0, DIMENSIONS), np.int64)

    @cached_property
    def weights(self) -> Whole:
        """What each word is worth, 0 to 1200."""
        return np.array([known(word)[1] for word in self.words], np.int64)

    @cached_property
    def firsts(self) -> NDArray[np.bool_]:
        """Whether a word is the first to stand for its concept."""
        first = {concept: place for place, concept in reversed(list(enumerate(self.concepts)))}
        return np.array([first[concept] == place for place, concept in enumerate(self.concepts)], np.bool_)

    @cached_property
    def worth(self) -> Whole:
        """The weights of what counts once: content words, each concept at its first word."""
        return self.weights * self.firsts * np.array(self.content, np.bool_)

    @cached_property
    def by_letter(self) -> dict[str, list[int]]:
        """The places of the words that begin with each letter."""
        return _places(word[0] for word in self.words)

    @cached_property
    def by_concept(self) -> dict[str, list[int]]:
        """The places of the words that stand for each concept."""
        return _places(self.concepts)

    @cached_property
    def direction(self) -> Whole:
        """What all words mean together."""
        return direction(self.vectors, self.weights)


def _places(keys: Iterable[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for place, key in enumerate(keys):
        places.setdefault(key, []).append(place)
    return places


def worded(document: Document, sentences: Sequence[Sentence]) -> Worded:
    """The first `MOST_WORDS` words of some sentences of a document."""
    words = [token.text for sentence in sentences for token in sentence.tokens][:MOST_WORDS]
    concepts = tuple(document.concepts.get(word, word) for word in words)
    return Worded(tuple(words), concepts, tuple(word in document.concepts for word in words))


@lru_cache(maxsize=20_000)
def known(word: str) -> tuple[Whole, int]:
    """The vector and weight of a lower-case word, remembered."""
    plain = word.removesuffix("'s")
    return static_space().vector(plain), static_space().weight(plain)
