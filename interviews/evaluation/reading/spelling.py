"""Misspelt words of an answer, read as the expected word that is one edit away (also two letters swapped)."""

from collections.abc import Iterable, Iterator

SHORTEST = 6  # letters; shorter words have too many neighbours
LONGEST = 30


class Speller:
    """Finds the expected word a misspelt one stands for, by the words that both become when one letter is left out."""

    def __init__(self, expected: Iterable[str]) -> None:
        self._expected = frozenset(expected)
        self._by_form: dict[str, str] = {}
        for word in sorted(self._expected):
            for form in _forms(word):
                self._by_form.setdefault(form, word)

    def meant(self, word: str) -> str:
        """The expected word meant by `word`, or `word` itself. The first letter is taken to be right."""
        if word in self._expected:
            return word
        return next((self._by_form[form] for form in _forms(word) if form in self._by_form), word)


def _forms(word: str) -> Iterator[str]:
    if SHORTEST <= len(word) <= LONGEST and word.isalpha():
        yield word
        for cut in range(1, len(word)):
            yield word[:cut] + word[cut + 1 :]
