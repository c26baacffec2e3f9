"""Whether a text is prose at all, and whether prose was asked for."""

from collections.abc import Sequence

from interviews.evaluation.reading.cues import Cues
from interviews.evaluation.reading.document import is_content
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.reading.tokens import Token

_BRIEF = 20  # words of a sample that can be a list
_LIST_PROSE = 0.36  # share of function words below which a longer one is; samples in prose have .39 and more
_SYMBOLS = frozenset("={}()<>*&+^[]%→")
_FORMULA = 0.04  # share of such symbols that makes a text code or mathematics, which has no function words
_ASKS_FOR_LIST = Cues(
    """
    name the, name at, name two, name three, name some, name a, name 3, name 2, list the, list at, list all, list some
    list two, list three, state at, state the, what are, which, enumerate, how many, identify, give two, give three
    give some, give examples, mention, typically included, what kinds, what types
    what stages, what steps, what phases, what parts
    """
)


def wants_list(subject: Subject) -> bool:
    """Whether a list is asked for, and the sample is no more than one."""
    sample = subject.target.sample.tokens
    brief = len(sample) <= _BRIEF or _linking(sample) < _LIST_PROSE
    return brief and bool(_ASKS_FOR_LIST.find(subject.target.question.tokens))


def is_formula(text: str) -> bool:
    """Whether the text is code or mathematics."""
    return sum(letter in _SYMBOLS for letter in text) >= _FORMULA * max(1, len(text))


def function_share(subject: Subject) -> float:
    """The share of English function words in the answer (prose: .35 to .55); 1 where English is not expected."""
    tokens = subject.document.tokens
    if subject.target.language not in ("", "english") or not tokens:
        return 1.0
    return _linking(tokens)


def _linking(tokens: Sequence[Token]) -> float:
    return sum(not is_content(token.text, "english") for token in tokens) / len(tokens)
