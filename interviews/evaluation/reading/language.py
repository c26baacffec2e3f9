"""Which of the languages we have function words for a text is written in."""

from collections.abc import Sequence

from interviews.evaluation.reading.tokens import Token
from interviews.evaluation.words.function_words import FUNCTION_WORDS

UNKNOWN = ""
_LOOKED_AT = 400  # words
_LEAST_SHARE = 0.2  # of function words, below which a text tells no language (prose has .35 to .55)


def detect_language(tokens: Sequence[Token]) -> str:
    """english, german, spanish or french; UNKNOWN where too few function words of any are there."""
    sample = tokens[:_LOOKED_AT]
    if not sample:
        return UNKNOWN
    shares = {name: sum(_tells(token.text, name) for token in sample) / len(sample) for name in FUNCTION_WORDS}
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] >= _LEAST_SHARE else UNKNOWN


def _tells(word: str, language: str) -> bool:
    """Whether a word is a function word of a language. Single letters, "a" and "I" apart, may be variables: O(n)."""
    return word in FUNCTION_WORDS[language] and (len(word) > 1 or language == "english")
