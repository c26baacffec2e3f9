"""A word cut into known pieces, the longest first. What the tokenizer's merges would do differs in rare words only."""

from collections.abc import Mapping
from functools import lru_cache

START = "▁"  # what stands before the first piece of a word, as in SentencePiece
LONGEST = 16  # letters of the longest piece


def pieces_of(word: str, places: Mapping[str, int]) -> tuple[int, ...]:
    """The places of the pieces of a word; letters in no piece are passed over."""
    marked, found, begin = START + word, [], 0
    while begin < len(marked):
        end = next((end for end in _ends(begin, len(marked)) if marked[begin:end] in places), begin)
        if end > begin:
            found.append(places[marked[begin:end]])
        begin = max(end, begin + 1)
    return tuple(found)


@lru_cache(maxsize=4096)
def _ends(begin: int, length: int) -> range:
    return range(min(length, begin + LONGEST), begin, -1)
