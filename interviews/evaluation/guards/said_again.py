"""A follow-up answered with what was said before it."""

from interviews.evaluation.features.content import Content
from interviews.evaluation.reading.document import read_known
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.reading.tokens import Token
from interviews.evaluation.results import Flag

SAID_AGAIN_CAP = 2.0  # lower than any answer that is asked further, so that it cannot lift its mark
_AGAIN = 0.7  # share of the word triples that stood there before


def said_again(subject: Subject, content: Content) -> Flag | None:
    """Most of the answer stood in the answer before."""
    words = _triples(subject.document.tokens)
    before = _triples(read_known(subject.question.said_before).tokens)
    if words and len(words & before) >= _AGAIN * len(words):
        return Flag("said_again", "This was said before the follow-up.", SAID_AGAIN_CAP)
    return None


def _triples(tokens: tuple[Token, ...]) -> set[tuple[str, str, str]]:
    words = [token.text for token in tokens]
    return set(zip(words, words[1:], words[2:], strict=False))
