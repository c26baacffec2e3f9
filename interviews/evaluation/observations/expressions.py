"""Fixed expressions that count only in their place: "kind of" is a filler in "it kind of works", not in "a kind of"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from interviews.evaluation.observations.observation import Span
from interviews.evaluation.reading.cues import Cues
from interviews.evaluation.reading.document import Document
from interviews.evaluation.reading.tokens import Token
from interviews.evaluation.words import observed

CLAUSE_MARKS = frozenset(",;:–—(")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an expression counts: not `after` and not `before` these words, and perhaps only as a clause begins."""

    begins_clause: bool
    after: frozenset[str]
    before: frozenset[str]


class Expressions:
    """A table of `words.observed`; `find` gives the places where its expressions count."""

    def __init__(self, table: str) -> None:
        rows = [line.split("|") for line in table.strip().splitlines()]
        self._places = {tuple(row[0].strip("^ ").split()): _place(*row) for row in rows}
        self._cues = Cues("\n".join(" ".join(words) for words in self._places))

    def find(self, document: Document) -> Iterator[Span]:
        """The places in order, none overlapping another."""
        for sentence in document.sentences:
            at = {token.start: index for index, token in enumerate(sentence.tokens)}
            for first, last in self._cues.find(sentence.tokens):
                if self._counts(document.text, sentence.tokens, at[first.start], at[last.start]):
                    yield Span(first.start, last.end)

    def _counts(self, text: str, tokens: Sequence[Token], first: int, last: int) -> bool:
        place = self._places[tuple(token.text for token in tokens[first : last + 1])]
        follows = tokens[first - 1].text if first else ""
        precedes = tokens[last + 1].text if last + 1 < len(tokens) else ""
        if follows in place.after or precedes in place.before:
            return False
        return not place.begins_clause or begins_clause(text, tokens, first)


def begins_clause(text: str, tokens: Sequence[Token], index: int) -> bool:
    """Whether nothing, or a comma or the like, stands before a word of a sentence."""
    return index == 0 or not CLAUSE_MARKS.isdisjoint(text[tokens[index - 1].end : tokens[index].start])


def _place(words: str, after: str, before: str) -> _Place:
    return _Place(words.startswith("^"), frozenset(after.split()), frozenset(before.split()))


@cache
def expressions(name: str) -> Expressions:
    """A table of `words.observed` by its name, e.g. "FILLERS"."""
    return Expressions(getattr(observed, name))
