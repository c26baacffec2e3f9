"""The question repeated back, cut out of an answer's sentences."""

from collections.abc import Sequence

from interviews.evaluation.reading.document import Document
from interviews.evaluation.reading.tokens import Sentence, Token

SHORTEST_ECHO = 4  # words; a question of fewer is not looked for


def echoes_of(question: Document) -> list[list[str]]:
    """What counts as repeating the question: the whole of it, or one of its sentences."""
    parts = [question.tokens, *(sentence.tokens for sentence in question.sentences)]
    return [[token.text for token in part] for part in parts if len(part) >= SHORTEST_ECHO]


def without_echo(sentence: Sentence, echoes: Sequence[Sequence[str]]) -> Sentence | None:
    """The sentence less each verbatim copy of an echo; None when nothing remains."""
    left = list(sentence.tokens)
    for asked in echoes:
        left = _unechoed(left, asked)
    if not left:
        return None
    return sentence if len(left) == len(sentence.tokens) else Sentence(left[0].start, left[-1].end, tuple(left))


def _unechoed(tokens: list[Token], asked: Sequence[str]) -> list[Token]:
    left, index, length = [], 0, len(asked)
    while index < len(tokens):
        if tokens[index].text == asked[0] and [token.text for token in tokens[index : index + length]] == asked:
            index += length
        else:
            left.append(tokens[index])
            index += 1
    return left
