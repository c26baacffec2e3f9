"""Keyboard mash, random letters and filler text."""

import itertools
import re
from functools import lru_cache

from interviews.evaluation.features.content import Content
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.results import Flag
from interviews.evaluation.words.function_words import FUNCTION_WORDS
from interviews.evaluation.words.letters import ALPHABET, FOLLOWS
from interviews.evaluation.words.refusals import PLACEHOLDERS

GIBBERISH_CAP = 0.5
_MOST_BAD = 0.5  # share of non-words from which the whole is none
_LEAST_USUAL = 3.4  # mean of `FOLLOWS` below which a word is not English; real ones lie at 4 to 6
_LONGEST_WORD = 28
_LONG_ECHO = 6  # letters, from which a part said twice over makes no word; shorter: "mama"
_SPELT = re.compile(r"(?:(?<!\S)[^\W\d_]\s+){12}")
_ECHOED = re.compile(r"(.{1,4})\1+")  # "aaaa", "asdasd"
_FORMULA = re.compile(r"[\[\]()=+<>]")
_VOWELS = frozenset("aeiouy")


def gibberish(subject: Subject, content: Content) -> Flag | None:
    """At least half of the words are none."""
    if _SPELT.search(subject.answer.text):
        return Flag("gibberish", "The answer is single letters.", GIBBERISH_CAP)
    known = subject.target.topic
    judged = [token.text for token in subject.document.tokens if _is_judged(token.text)]
    bad = sum(is_nonsense(word) and subject.document.concepts.get(word) not in known for word in judged)
    if not judged or bad < _MOST_BAD * len(judged) or (bad == 1 and _FORMULA.search(subject.answer.text)):
        return None
    return Flag("gibberish", f"{bad} of {len(judged)} words are not words.", GIBBERISH_CAP)


def _is_judged(word: str) -> bool:
    """Single letters and figures are formulas, other scripts none of our business."""
    return len(word) > 1 and word.isascii() and word.isalpha()


@lru_cache(maxsize=50_000)
def is_nonsense(word: str) -> bool:
    """Whether a lower-case ASCII word is filler text or hardly a word at all."""
    if word in PLACEHOLDERS or len(word) > _LONGEST_WORD:
        return True
    if any(word in words for words in FUNCTION_WORDS.values()):
        return False
    if len(set(word)) == 1:
        return True
    if len(word) <= 3:
        return len(word) == 3 and not _VOWELS.intersection(word) and usualness(word) < _LEAST_USUAL
    echoed = len(word) >= _LONG_ECHO and bool(_ECHOED.fullmatch(word))
    return echoed or not _VOWELS.intersection(word) or usualness(word) < _LEAST_USUAL


def usualness(word: str) -> float:
    """Mean of how usual each letter is after the one before it, 0 to 9."""
    places = [ALPHABET.index(letter) for letter in f" {word} "]
    return sum(int(FOLLOWS[a][b]) for a, b in itertools.pairwise(places)) / (len(places) - 1)
