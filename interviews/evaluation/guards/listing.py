"""A bare list of terms instead of an explanation."""

import re
from collections.abc import Sequence

from interviews.evaluation.features.content import Content
from interviews.evaluation.guards.enumeration import JOINERS, counted_up, is_itemised
from interviews.evaluation.guards.prose import function_share, is_formula, wants_list
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.results import Flag

LIST_CAP = 3.5
_FEWEST = 8  # words from which prose would show function words
_PROSE = 0.12  # share of function words and labels
_LABEL = re.compile(r"\w:\s")
_MOST = 0.55  # share of the answer's words in long runs of terms; prose has none or one


def keyword_list(subject: Subject, content: Content) -> Flag | None:
    """A bare list of terms where an explanation was asked for."""
    if wants_list(subject) or is_formula(subject.answer.text):
        return None
    if _is_bare(subject) or _is_short_list(subject) or is_itemised(subject) or _counts_up(subject):
        return Flag("keyword_list", "The answer lists terms without saying how they belong together.", LIST_CAP)
    return None


def is_most(subject: Subject, terms: Sequence[str]) -> bool:
    """Whether terms in long runs make up the answer, "and" apart."""
    return len(terms) >= _MOST * sum(token.text not in JOINERS for token in subject.document.tokens)


def _counts_up(subject: Subject) -> bool:
    terms = counted_up(subject)
    return len(terms) >= _FEWEST and is_most(subject, terms)


def _is_bare(subject: Subject) -> bool:
    """Hardly a word that links. A label says of what it stands before ("Drawback: slow"): a sentence less its verb."""
    words = len(subject.document.tokens)
    return words >= _FEWEST and function_share(subject) + len(_LABEL.findall(subject.answer.text)) / words < _PROSE


def _is_short_list(subject: Subject) -> bool:
    items = [item.split() for item in subject.answer.text[:400].split(",")]
    longest, shortest = max(map(len, items)), min(map(len, items))
    short = shortest > 0 and ((len(items) >= 3 and longest <= 2) or (len(items) == 2 and longest == 1))
    return short and set(subject.document.concepts.values()) <= subject.target.topic
