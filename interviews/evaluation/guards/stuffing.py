"""Keywords strung together instead of sentences."""

from collections.abc import Sequence

from interviews.evaluation.features.content import Content
from interviews.evaluation.guards.enumeration import counted_up, framed
from interviews.evaluation.guards.listing import is_most
from interviews.evaluation.guards.overlap import words_of
from interviews.evaluation.guards.prose import function_share, is_formula, wants_list
from interviews.evaluation.guards.repetition import goes_in_circles
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.results import Flag

STUFFING_CAP = 2.5
_PROSE_IN_CIRCLES = 0.3  # share of function words in a text that repeats itself
_FRAMED = 0.6  # share of sentences of one frame
_MANY_TERMS = 12  # in long runs
_DISTINCT = 0.6  # share of them that are distinct
_LOOKED_AT = 150  # words; the longer a text, the more of its words come again
_MANY_WORDS = 20
_FEW_DISTINCT = 0.4  # share of distinct words; prose of this length has .55 and more
_LIKE_SAMPLE = 0.5  # of the sample's own share: "constant pointer to constant data" may have to be said
_LONGEST_RUN = 10  # expected content words in a row, which no sentence has


def keyword_stuffing(subject: Subject, content: Content) -> Flag | None:
    """Expected words repeated without sentences, put into one frame again and again, or in a long run."""
    if is_formula(subject.answer.text):
        return None
    if _goes_round(subject) or framed(subject.document.sentences) >= _FRAMED or _runs_on(subject):
        return Flag("keyword_stuffing", "Keywords are strung together instead of explained.", STUFFING_CAP)
    return None


def _goes_round(subject: Subject) -> bool:
    if _repeats_terms(subject) or _dwells_on_few(subject):
        return True
    unpunctuated = len(subject.document.sentences) == 1
    return goes_in_circles(subject) and (unpunctuated or function_share(subject) < _PROSE_IN_CIRCLES)


def _repeats_terms(subject: Subject) -> bool:
    terms = counted_up(subject)
    return len(terms) >= _MANY_TERMS and _distinct(terms) <= _DISTINCT and is_most(subject, terms)


def _dwells_on_few(subject: Subject) -> bool:
    """The same few words over and over, in whatever order, with little between them."""
    words = words_of(subject.document.tokens[:_LOOKED_AT])
    if len(words) < _MANY_WORDS or function_share(subject) >= _PROSE_IN_CIRCLES:
        return False
    return _distinct(words) <= min(_FEW_DISTINCT, _LIKE_SAMPLE * _distinct(words_of(subject.target.sample.tokens)))


def _distinct(words: Sequence[str]) -> float:
    return len(set(words)) / len(words) if words else 1.0


def _runs_on(subject: Subject) -> bool:
    return _longest_run(subject) >= _LONGEST_RUN and not wants_list(subject)


def _longest_run(subject: Subject) -> int:
    longest = run = 0
    previous_end = 0
    for token in subject.document.tokens:
        concept = subject.document.concepts.get(token.text)
        joined = subject.answer.text[previous_end : token.start].isspace()
        run = (run + 1 if joined else 1) if concept in subject.target.weights else 0
        longest, previous_end = max(longest, run), token.end
    return longest
