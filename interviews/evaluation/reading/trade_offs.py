"""Whether a sentence weighs one side against another. "While" does so in contrast, not in time."""

from interviews.evaluation.reading.lexicon import cues
from interviews.evaluation.reading.tokens import Sentence
from interviews.evaluation.wording import word_set
from interviews.evaluation.words.denials import OPPOSITES
from interviews.evaluation.words.word_classes import ADJECTIVES

_COMPARING = word_set("more less fewer better worse only both")
_OPPOSITES = [[frozenset(side.split()) for side in line.split(":")] for line in OPPOSITES.strip().splitlines()]


def weighs(sentence: Sentence) -> bool:
    """Whether an expression of trade-offs stands there, or "while" between two sides that are compared."""
    return bool(cues("TRADE_OFFS").find(sentence.tokens)) or _contrasts(sentence)


def _contrasts(sentence: Sentence) -> bool:
    """ "While a list keeps order, a set is faster", not "while I worked there", "while waiting", "while it was up"."""
    words = [token.text for token in sentence.tokens]
    if "while" not in words:
        return False
    after = words[words.index("while") + 1 :]
    in_time = not after or after[0] in ("i", "we") or any(word.endswith("ing") for word in after[:1])
    said = set(words)
    compared = not said.isdisjoint(_COMPARING) or any(_is_comparative(word) for word in words)
    return not in_time and (compared or any(all(said & side for side in line) for line in _OPPOSITES))


def _is_comparative(word: str) -> bool:
    return word.endswith("er") and word in ADJECTIVES
