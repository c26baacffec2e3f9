"""One score per criterion of the rubric: by the dimension its name speaks of, else by what it describes."""

from functools import lru_cache

from interviews.evaluation.features.all import Features
from interviews.evaluation.inputs import Criterion
from interviews.evaluation.reading.document import read_known
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.results import CriterionScore, SubScores
from interviews.evaluation.scoring.arithmetic import clamp
from interviews.evaluation.scoring.reasons import reason_for

FORM = frozenset({"structure", "clarity", "communication", "confidence_level"})
FULL_FORM = 6.0  # content score from which form counts in full: well put counts as far as something is put
LEAST_FORM = 0.25
LEAST_OWN = 0.85  # share of the content score left to a criterion whose own words are not spoken at all
ENOUGH_OWN = 3.0  # a third of its words is enough
_DIMENSION_OF = {
    "relevance": "relevance relevant topic question fit motivation",
    "technical_accuracy": "technical accuracy correct correctness accurate precise knowledge factual understanding",
    "depth": "depth detail substance trade reasoning analysis insight example examples specific specificity "
    "evidence concrete reflection",
    "star": "star situation",
    "ownership": "ownership own initiative contribution responsibility",
    "structure": "structure structured organisation organization organised organized flow order",
    "clarity": "clarity clear concise",
    "communication": "communication delivery professional professionalism tone language articulate",
    "confidence_level": "confidence confident assured",
    "results": "result results outcome impact",
    "content": "content complete completeness coverage",
}


def score_criteria(subject: Subject, features: Features, subs: SubScores, cap: float) -> tuple[CriterionScore, ...]:
    """The criteria in the rubric's order, none above `cap`."""
    return tuple(_score(criterion, subject, features, subs, cap) for criterion in subject.rubric.criteria)


def overall(criteria: tuple[CriterionScore, ...]) -> float:
    """The weighted mean of the criteria, 0-10."""
    return clamp(sum(criterion.weight * criterion.score for criterion in criteria) / 100)


@lru_cache(maxsize=1024)
def dimension_of(criterion: Criterion) -> str:
    """The dimension a criterion is about, by its key and label; "" for one that describes content of its own."""
    words = f"{criterion.key} {criterion.label}".casefold().replace("_", " ").replace(",", " ").split()
    return next((name for word in words for name, known in _DIMENSION_OF.items() if word in known.split()), "")


def _score(criterion: Criterion, subject: Subject, features: Features, subs: SubScores, cap: float) -> CriterionScore:
    dimension = dimension_of(criterion)
    value = clamp(_value(dimension, criterion, subject, features, subs), high=cap)
    reason = reason_for(dimension, subject, features, value)
    return CriterionScore(criterion.key, criterion.label, criterion.weight, value, reason)


def _value(dimension: str, criterion: Criterion, subject: Subject, features: Features, subs: SubScores) -> float:
    gate = LEAST_FORM + (1 - LEAST_FORM) * min(1.0, subs.content / FULL_FORM)
    if dimension in FORM:
        return float(getattr(subs, dimension)) * gate
    if dimension == "star":
        return 10 * features.story.completeness * gate
    if dimension == "ownership":
        return (5 * features.story.actions + 5 * features.story.own) * gate
    if dimension == "results":
        return (7 * ("RESULT" in features.story.parts) + 3 * features.substance.specifics) * gate
    return float(getattr(subs, dimension)) if dimension else _own_words(criterion, subject, subs)


def _own_words(criterion: Criterion, subject: Subject, subs: SubScores) -> float:
    """A criterion about its own matter: the content, less what is not even spoken of in its words."""
    named = set(read_known(f"{criterion.label} {criterion.description}").concepts.values()) - subject.target.given
    if not named:
        return subs.content
    spoken = len(named.intersection(subject.concepts())) / len(named)
    return subs.content * (LEAST_OWN + (1 - LEAST_OWN) * min(1.0, ENOUGH_OWN * spoken))
