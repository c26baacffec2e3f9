"""Where a text denies something: which neighbouring words a negation stands between, and whether it denies itself."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from interviews.evaluation.reading.cues import Cues
from interviews.evaluation.reading.document import Document
from interviews.evaluation.reading.stems import stem
from interviews.evaluation.reading.tokens import Token
from interviews.evaluation.words.denials import DENIALS, OPPOSITES

Pair = tuple[str, str]
NEGATIVE = frozenset({"not", "never", "no", "hardly", "cannot", "nor", "neither", "scarcely"})
_SUPPORT = frozenset({"do", "does", "did", "don't", "doesn't", "didn't"})  # stands there only to be negated
_SPLIT = {"cannot": "can", "can't": "can", "won't": "will", "shan't": "shall"}


@cache
def _denials() -> Cues:
    return Cues(DENIALS)


@cache
def _poles() -> dict[str, tuple[str, int]]:
    """Stem → (the first word of its line, which side it is on)."""
    lines = [[part.split() for part in line.split(":")] for line in OPPOSITES.strip().splitlines()]
    return {stem(word): (line[0][0], side) for line in lines for side, part in enumerate(line) for word in part}


def pole_of(word: str) -> tuple[str, int] | None:
    """The name of a pair of opposites and the side a word is on; None where it has no opposite here."""
    return _poles().get(stem(word))


def parted(tokens: Sequence[Token]) -> tuple[list[Token], int]:
    """The words less those by which a text says of itself that it is not so ("it is false that", "none of this is
    true"), and how often it does."""
    found = _denials().find(tokens)
    kept = [t for t in tokens if not any(first.start <= t.start <= last.start for first, last in found)]
    return kept, len(found)


@lru_cache(maxsize=16)  # the sample's come again with every answer
def denied_in(document: Document) -> tuple[dict[Pair, set[bool]], int]:
    """Of a text less what `parted` takes away: `pairs_denied`, and how often it denies itself."""
    kept, denials = parted(document.tokens)
    return pairs_denied(kept), denials


def pairs_denied(tokens: Sequence[Token]) -> dict[Pair, set[bool]]:
    """Each pair of neighbouring stems, negations left out, and whether one of the two is turned round against the
    other: by a negation, or by standing for its opposite ("more" and "less" are one word here)."""
    found: dict[Pair, set[bool]] = {}
    for (first, one), (second, other) in itertools.pairwise(_affirmed(token.text for token in tokens)):
        found.setdefault((first, second), set()).add(one != other)
    return found


def _affirmed(words: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Each stem and whether the word before it negates it, or it is the far side of a pair of opposites."""
    turned = False
    for word in words:
        plain = _SPLIT.get(word, word.removesuffix("n't"))
        if plain not in NEGATIVE and word not in _SUPPORT:
            name, side = _poles().get(stem(plain), (stem(plain), 0))
            yield name, turned ^ bool(side)
        turned = word in NEGATIVE or word.endswith("n't")
