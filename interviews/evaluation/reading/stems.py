"""Stems of words, remembered, and the concept a word stands for."""

from functools import cache, lru_cache

import snowballstemmer

from interviews.evaluation.words.synonyms import SYNONYMS

LONGEST_WORD = 40  # letters; what is longer is no word, and the stemmer's time grows with it


@cache
def _stemmer(language: str) -> "snowballstemmer.stemmer":
    return snowballstemmer.stemmer(language)


@lru_cache(maxsize=100_000)
def stem(word: str, language: str = "english") -> str:
    """The Snowball stem of a lower-case word."""
    return str(_stemmer(language).stemWord(word[:LONGEST_WORD]))


@cache
def _groups() -> dict[str, str]:
    """Stem → the group's first word, so that every inflection of a synonym is found."""
    groups: dict[str, str] = {}
    for word, head in SYNONYMS.items():
        groups.setdefault(stem(word), "~" + head)
    return groups


def concept(stemmed: str) -> str:
    """What the stem stands for: its synonym group (`~head`), else the stem itself."""
    return _groups().get(stemmed, stemmed)
