"""Finding fixed expressions ("for example", "on the other hand") in a run of words, in one pass."""

from collections.abc import Iterable, Sequence

from interviews.evaluation.reading.tokens import Token


class Cues:
    """A set of expressions of one or more words; `find` gives where they stand, the longest first at each place."""

    def __init__(self, lines: str) -> None:
        self._phrases: set[tuple[str, ...]] = set()
        self._lengths: dict[str, list[int]] = {}
        for line in lines.strip().splitlines():
            for phrase in line.split(","):
                self._add(tuple(phrase.split()))

    def _add(self, words: tuple[str, ...]) -> None:
        if words:
            self._phrases.add(words)
            known = self._lengths.get(words[0], [])
            self._lengths[words[0]] = sorted({*known, len(words)}, reverse=True)

    def find(self, tokens: Sequence[Token]) -> list[tuple[Token, Token]]:
        """(first, last) token of each expression found, not overlapping."""
        found: list[tuple[Token, Token]] = []
        free = 0
        for index in [place for place, token in enumerate(tokens) if token.text in self._lengths]:
            if index >= free and (length := self._length_at(tokens, index)):
                found.append((tokens[index], tokens[index + length - 1]))
                free = index + length
        return found

    def count(self, runs: Iterable[Sequence[Token]]) -> int:
        """How many are found over several runs of words."""
        return sum(len(self.find(tokens)) for tokens in runs)

    def _length_at(self, tokens: Sequence[Token], index: int) -> int:
        for length in self._lengths[tokens[index].text]:
            words = tuple([token.text for token in tokens[index : index + length]])
            if words in self._phrases:
                return len(words)
        return 0
