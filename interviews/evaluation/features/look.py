"""An answer as the content model of a tier sees it."""

from collections.abc import Sequence
from math import sqrt

from interviews.evaluation import contextual
from interviews.evaluation.features.likeness import NAMES, ground_of, likeness
from interviews.evaluation.features.worded import worded
from interviews.evaluation.model.regression import Looked, looked_at
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.reading.tokens import Sentence
from interviews.evaluation.vectors.space import UNIT, Whole, to_length

CONTEXTUAL = "contextual"


def feature_names(tier: str) -> tuple[str, ...]:
    """The names of the features in order."""
    return (*NAMES, *(f"contextual_{name}" for name in contextual.NAMES)) if tier == CONTEXTUAL else NAMES


def look(subject: Subject, tier: str, sentences: Sequence[Sentence] | None = None) -> Looked:
    """See an answer, or only some of its sentences, against the question's sample."""
    ground = ground_of(subject)
    chosen = subject.chosen(sentences)
    answer = worded(subject.document, chosen)
    features = likeness(ground, answer)
    if tier == CONTEXTUAL:
        features += _in_context(subject, chosen)
    return looked_at(features, answer.direction, towards(subject), len(answer.words))


def towards(subject: Subject) -> Whole:
    """Where question and sample point together."""
    ground = ground_of(subject)
    return to_length(ground.question.direction + ground.sample.direction, UNIT)


def _in_context(subject: Subject, sentences: Sequence[Sentence]) -> tuple[float, ...]:
    """Square roots, as for the other shares: the first third of what was expected already makes a good answer."""
    question, text = subject.question, subject.document.text
    answer = " ".join(text[sentence.start : sentence.end] for sentence in sentences)
    found = contextual.features(question.text, question.sample_answer, answer)
    return tuple(sqrt(max(0.0, value)) for value in found)
