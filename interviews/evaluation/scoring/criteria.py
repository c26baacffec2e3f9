"""One score per criterion of the rubric: by the dimension its name speaks of, else by what it describes."""

import re
from functools import lru_cache

from interviews.evaluation.features.all import Features
from interviews.evaluation.features.evidence import is_tale
from interviews.evaluation.features.substance import is_specific
from interviews.evaluation.inputs import Criterion
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.results import CriterionScore, SubScores
from interviews.evaluation.scoring.arithmetic import clamp
from interviews.evaluation.scoring.reasons import asks_for_lesson, own_concepts, reason_for

FORM = frozenset({"structure", "clarity", "communication", "confidence_level"})
OF_STORIES = frozenset({"setting", "star", "ownership", "results"})  # said of a tale only
PLAIN, DETAIL, LEARNT = 0.7, 0.3, 0.25  # a part of a story told; by what is specific in it; of a result, by the lesson
FULL_FORM = 6.0  # content score from which form counts in full: well put counts as far as something is put
LEAST_FORM = 0.25
LEAST_OWN = 0.85  # share of the content score left to a criterion whose own words are not spoken at all
ENOUGH_OWN = 3.0  # a third of its words is enough
_DIMENSION_OF = {
    "relevance": "relevance relevant topic question fit motivation",
    "technical_accuracy": "technical accuracy correct correctness accurate precise knowledge factual understanding",
    "depth": "depth detail substance trade reasoning analysis insight example examples specific specificity "
    "evidence concrete reflection",
    "setting": "setting context situation",
    "star": "star story",
    "ownership": "ownership own initiative contribution responsibility action actions",
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
    words = re.split(r"[\W_]+", f"{criterion.key} {criterion.label}".casefold())
    return next((name for word in words for name, known in _DIMENSION_OF.items() if word in known.split()), "")


def _score(criterion: Criterion, subject: Subject, features: Features, subs: SubScores, cap: float) -> CriterionScore:
    dimension = dimension_of(criterion)
    if dimension in OF_STORIES and not is_tale(subject):
        dimension = ""
    value = clamp(_value(dimension, criterion, subject, features, subs), high=cap)
    reason = reason_for(dimension, criterion, subject, features)
    if dimension in FORM | OF_STORIES and _gate(subs) < 1:
        reason += f" Counts {round(100 * _gate(subs))} %, as little of what was asked is said."
    return CriterionScore(criterion.key, criterion.label, criterion.weight, value, reason)


def _value(dimension: str, criterion: Criterion, subject: Subject, features: Features, subs: SubScores) -> float:
    gate = _gate(subs)
    if dimension in FORM:
        return float(getattr(subs, dimension)) * gate
    if dimension in OF_STORIES:
        return 10 * _of_story(dimension, criterion, subject, features) * gate
    return float(getattr(subs, dimension)) if dimension else _own_words(criterion, subject, subs)


def _gate(subs: SubScores) -> float:
    """How far form counts (0-1)."""
    return LEAST_FORM + (1 - LEAST_FORM) * min(1.0, subs.content / FULL_FORM)


def _of_story(dimension: str, criterion: Criterion, subject: Subject, features: Features) -> float:
    """How far a part of the story, all of them or the own share in it are told (0-1)."""
    if dimension == "star":
        return features.story.completeness
    if dimension == "ownership":
        return 0.5 * features.story.actions + 0.5 * features.story.own
    if dimension == "setting":
        return 0.5 * _part("SITUATION", subject, features) + 0.5 * _part("TASK", subject, features)
    told = _part("RESULT", subject, features)
    if not asks_for_lesson(criterion):
        return told
    return (1 - LEARNT) * told + LEARNT * features.story.lesson


def _part(part: str, subject: Subject, features: Features) -> float:
    sentence = features.story.parts.get(part)
    if sentence is None:
        return 0.0
    return PLAIN + DETAIL * is_specific(subject.document, sentence)


def _own_words(criterion: Criterion, subject: Subject, subs: SubScores) -> float:
    """A criterion about its own matter: the content, less what is not even spoken of in its words."""
    named = own_concepts(criterion, subject)
    if not named:
        return subs.content
    spoken = len(named.keys() & set(subject.concepts())) / len(named)
    return subs.content * (LEAST_OWN + (1 - LEAST_OWN) * min(1.0, ENOUGH_OWN * spoken))
