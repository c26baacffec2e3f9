"""Which of the languages we have function words for a text is written in."""

from collections.abc import Sequence

from interviews.evaluation.reading.tokens import Token
from interviews.evaluation.words.function_words import FUNCTION_WORDS

UNKNOWN = ""
_LOOKED_AT = 400  # words
_LEAST_SHARE = 0.2  # of function words, below which a text tells no language (prose has .35 to .55)
# Single letters, "a" and "I" apart, may be variables: the "O" of O(n) is no Spanish "or".
_TELLING = {
    name: frozenset(word for word in words if len(word) > 1 or name == "english")
    for name, words in FUNCTION_WORDS.items()
}


def detect_language(tokens: Sequence[Token]) -> str:
    """english, german, spanish or french; UNKNOWN where too few function words of any are there."""
    sample = tokens[:_LOOKED_AT]
    if not sample:
        return UNKNOWN
    shares = {name: sum(token.text in words for token in sample) / len(sample) for name, words in _TELLING.items()}
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] >= _LEAST_SHARE else UNKNOWN
