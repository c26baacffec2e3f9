"""The question repeated back, cut out of an answer's sentences."""

from collections.abc import Sequence

from interviews.evaluation.reading.tokens import Sentence, Token

SHORTEST_ECHO = 4  # words; a question of fewer is not looked for


def without_echo(sentence: Sentence, question: Sequence[Token]) -> Sentence | None:
    """The sentence less each verbatim copy of the whole question; None when nothing remains."""
    asked = [token.text for token in question]
    if len(asked) < SHORTEST_ECHO or len(sentence.tokens) < len(asked):
        return sentence
    left = _unechoed(sentence.tokens, asked)
    if not left:
        return None
    return sentence if len(left) == len(sentence.tokens) else Sentence(left[0].start, left[-1].end, tuple(left))


def _unechoed(tokens: Sequence[Token], asked: Sequence[str]) -> list[Token]:
    left, index, length = [], 0, len(asked)
    while index < len(tokens):
        if tokens[index].text == asked[0] and [token.text for token in tokens[index : index + length]] == asked:
            index += length
        else:
            left.append(tokens[index])
            index += 1
    return left
