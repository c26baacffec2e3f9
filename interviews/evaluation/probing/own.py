"""The choice among a question's own follow-ups: by what the answer missed."""

from collections.abc import Sequence

from interviews.evaluation.features.evidence import is_story
from interviews.evaluation.probing.follow_up import FollowUp
from interviews.evaluation.probing.terms import concepts_of, missed
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.reading.target import GENERIC_WEIGHT, generic_concepts
from interviews.evaluation.results import Probe

OPEN_REASON = "Your answer leaves room to say more."


def own_probe(subject: Subject, follow_ups: Sequence[FollowUp]) -> Probe | None:
    """The follow-up whose terms the answer missed most, the first of equals; None where it missed none of theirs."""
    open_ones = [each for each in follow_ups if not each.terms or missed(subject, each.terms)]
    if not open_ones:
        return None
    best = max(open_ones, key=lambda follow_up: _balance(subject, follow_up))
    return Probe(best.text, _reason(subject, best), best.terms)


def _balance(subject: Subject, follow_up: FollowUp) -> float:
    """What the missed terms weigh, less what the others do: of those the answer has spoken already."""
    absent = missed(subject, follow_up.terms)
    return sum(_weight(subject, term) * (1 if term in absent else -1) for term in follow_up.terms)


def _weight(subject: Subject, term: str) -> float:
    return GENERIC_WEIGHT if concepts_of(term, subject.target.language) <= generic_concepts() else 1.0


def _reason(subject: Subject, follow_up: FollowUp) -> str:
    """Names one missed term and leaves the others to the candidate, who would only have to repeat them.

    Of a story the terms are cues rather than topics: "earlier", "percent".
    """
    absent = missed(subject, follow_up.terms)
    if not absent:
        return OPEN_REASON
    if is_story(subject):
        return f"Your answer leaves this open: it has nothing such as “{absent[0]}”."
    return f"You have not spoken of {absent[0]} yet."
