"""Just enough grammar to see that words were shuffled: which function words cannot stand before which."""

import itertools
from collections.abc import Sequence

from interviews.evaluation.wording import word_set

_ARTICLES = word_set("the a an its their his her my our your every")
_LINKS = word_set(
    "of to in on at by for with from into and or but as than is are was were be been can could "
    "that which this these those another each some any"
)
_CANNOT_END = word_set("the a an its their my our your of and or but than in to by with for from")
_PREPOSITIONS = word_set("of by with from into at")


def broken_pairs(words: Sequence[str]) -> int:
    """How many places no English sentence has: "the of", "a is", "of and", a text that ends with "the"."""
    broken = sum(_is_broken(first, second) for first, second in itertools.pairwise(words))
    return broken + bool(words and words[-1] in _CANNOT_END)


def _is_broken(first: str, second: str) -> bool:
    if first in _ARTICLES:
        return second in _LINKS or second in _ARTICLES
    return first in _PREPOSITIONS and second in _PREPOSITIONS | {"and", "or", "but", "is", "are", "can"}
