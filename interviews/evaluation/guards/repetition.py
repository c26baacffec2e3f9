"""The same again, and far too much."""

from collections.abc import Sequence

from interviews.evaluation.features.content import Content
from interviews.evaluation.reading.document import LONGEST_TEXT
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.reading.tokens import Token
from interviews.evaluation.results import Flag

REPEATED_CAP = 5.0
PASTE_CAP = 6.0
_REPEATED = 0.5  # share of the words in sentences said before
_DISTINCT_TRIPLES = 0.5  # share of distinct word triples, below which a text without full stops repeats itself
_FEWEST = 4  # words
LONGEST_ANSWER = 1200  # words: eight minutes of talk; more than any question here allows for


def repeated_text(subject: Subject, content: Content) -> Flag | None:
    """Half of the text or more was said before in the same words."""
    words = len(subject.document.tokens)
    if goes_in_circles(subject) or (words > 1 and subject.repeated_words >= _REPEATED * words):
        return Flag("repeated_text", "The same text is repeated.", REPEATED_CAP)
    return None


def goes_in_circles(subject: Subject) -> bool:
    """Whether at least half of the word triples came before, or more where the sample's own come again."""
    tokens = subject.document.tokens
    usual = _distinct_triples(subject.target.sample.tokens)
    return len(tokens) >= _FEWEST and _distinct_triples(tokens) <= _DISTINCT_TRIPLES * usual


def _distinct_triples(tokens: Sequence[Token]) -> float:
    words = [token.text for token in tokens]
    triples = list(zip(words, words[1:], words[2:], strict=False))
    return len(set(triples)) / len(triples) if triples else 1.0


def very_long_paste(subject: Subject, content: Content) -> Flag | None:
    """More text than anyone says or types in answer to a question."""
    words = len(subject.document.tokens)
    if words <= LONGEST_ANSWER and len(subject.answer.text) <= LONGEST_TEXT:
        return None
    return Flag("very_long_paste", f"The answer has more than {min(words, LONGEST_ANSWER)} words.", PASTE_CAP)
