"""Keywords instead of sentences."""

from interviews.evaluation.features.content import Content
from interviews.evaluation.guards.repetition import goes_in_circles
from interviews.evaluation.reading.cues import Cues
from interviews.evaluation.reading.document import is_content
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.results import Flag

STUFFING_CAP = 2.5
LIST_CAP = 3.5
_FEWEST = 8  # words from which prose would show function words
_PROSE = 0.12  # share of function words; prose has .35 to .55
_PROSE_IN_CIRCLES = 0.3  # the same for a text that repeats itself
_LONGEST_RUN = 10  # expected content words in a row, which no sentence has
_SYMBOLS = frozenset("={}()<>*&+^[]%→")
_FORMULA = 0.04  # share of such symbols that makes a text code or mathematics, which has no function words
_ASKS_FOR_LIST = Cues(
    """
    name the, name at, name two, name three, name some, name a, name 3, name 2, list the, list at, list all, list some
    list two, list three, state at, state the, what are, which, enumerate, how many, identify, give two, give three
    give some, give examples, mention, typically included, what kinds, what types
    """
)


def keyword_stuffing(subject: Subject, content: Content) -> Flag | None:
    """Expected words repeated without sentences, or a long run of them inside a text."""
    if _is_formula(subject.answer.text):
        return None
    unpunctuated = len(subject.document.sentences) == 1
    repeated = goes_in_circles(subject) and (unpunctuated or _function_share(subject) < _PROSE_IN_CIRCLES)
    if repeated or (_longest_run(subject) >= _LONGEST_RUN and not _asks_for_list(subject)):
        return Flag("keyword_stuffing", "Keywords are strung together instead of explained.", STUFFING_CAP)
    return None


def keyword_list(subject: Subject, content: Content) -> Flag | None:
    """A bare list of terms where an explanation was asked for."""
    if _asks_for_list(subject) or _is_formula(subject.answer.text):
        return None
    if _is_bare(subject) or _is_short_list(subject):
        return Flag("keyword_list", "The answer lists terms without saying how they belong together.", LIST_CAP)
    return None


def _is_bare(subject: Subject) -> bool:
    return len(subject.document.tokens) >= _FEWEST and _function_share(subject) < _PROSE


def _function_share(subject: Subject) -> float:
    """The share of English function words; 1 where English is not expected."""
    tokens = subject.document.tokens
    if subject.target.language not in ("", "english") or not tokens:
        return 1.0
    return sum(not is_content(token.text, "english") for token in tokens) / len(tokens)


def _is_formula(text: str) -> bool:
    return sum(letter in _SYMBOLS for letter in text) >= _FORMULA * max(1, len(text))


def _asks_for_list(subject: Subject) -> bool:
    return bool(_ASKS_FOR_LIST.find(subject.target.question.tokens))


def _is_short_list(subject: Subject) -> bool:
    items = [item.split() for item in subject.answer.text[:400].split(",")]
    longest, shortest = max(map(len, items)), min(map(len, items))
    short = shortest > 0 and ((len(items) >= 3 and longest <= 2) or (len(items) == 2 and longest == 1))
    return short and set(subject.document.concepts.values()) <= subject.target.topic


def _longest_run(subject: Subject) -> int:
    longest = run = 0
    previous_end = 0
    for token in subject.document.tokens:
        concept = subject.document.concepts.get(token.text)
        joined = subject.answer.text[previous_end : token.start].isspace()
        run = (run + 1 if joined else 1) if concept in subject.target.weights else 0
        longest, previous_end = max(longest, run), token.end
    return longest
