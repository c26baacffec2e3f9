"""The sub-scores. Content dimensions rest on what is said, the others on how; `cap` limits them all."""

from interviews.evaluation.features.all import Features
from interviews.evaluation.features.delivery import Delivery
from interviews.evaluation.features.evidence import is_story, is_tale
from interviews.evaluation.features.sentiment import sentiment
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.results import SubScores
from interviews.evaluation.scoring.arithmetic import clamp
from interviews.evaluation.scoring.content import by_sample, content_score

EASY_SENTENCE = 22  # words up to which a mean sentence is easy to follow


def sub_scores(subject: Subject, features: Features, cap: float) -> SubScores:
    """Every dimension of an answer, none above `cap` (0-10)."""
    content, delivery = content_score(subject, features), features.delivery
    tone = sentiment(subject.answer.text)
    return SubScores(
        relevance=clamp(_relevance(features, content), high=cap),
        depth=clamp(0.65 * content + 3.5 * features.substance.whole * min(1.0, content / 5), high=cap),
        structure=clamp(_structure(subject, features), high=cap),
        clarity=clamp(_clarity(delivery), high=cap),
        communication=clamp(_communication(delivery), high=cap),
        technical_accuracy=clamp(_accuracy(subject, features, content), high=cap),
        content=clamp(content, high=cap),
        confidence_level=clamp(_assurance(delivery), high=cap),
        sentiment=tone,
    )


def _relevance(features: Features, content: float) -> float:
    """Half is answering, half is staying with the question."""
    topical = features.content.focus * min(1.0, features.content.asked + features.content.precision)
    return 0.6 * content + 4.0 * topical * min(1.0, 0.4 + content / 6)


def _accuracy(subject: Subject, features: Features, content: float) -> float:
    return by_sample(subject, features, features.expected) if features.expected and not is_story(subject) else content


def _structure(subject: Subject, features: Features) -> float:
    order = 6.5 + 3.5 * features.delivery.order - 2 * features.delivery.long_share
    if is_tale(subject):
        return 0.25 * order + 7.5 * features.story.completeness
    return order if len(subject.kept) > 2 else max(order, 8.5 - 2 * features.delivery.long_share)


def _clarity(delivery: Delivery) -> float:
    length = max(0.0, delivery.sentence_words - EASY_SENTENCE) * 0.12
    return (
        9.6
        - min(3.0, length)
        - 2 * delivery.long_share
        - min(3.0, 0.5 * delivery.vague)
        - 4 * delivery.fluff_share
        - min(2.0, 0.3 * delivery.fillers)
    )


def _communication(delivery: Delivery) -> float:
    talk = min(3.5, 0.6 * delivery.fillers) + min(2.5, 0.5 * delivery.hedges) + min(1.5, 0.25 * delivery.vague)
    return 9.5 - talk - 4 * delivery.fluff_share - delivery.long_share


def _assurance(delivery: Delivery) -> float:
    return 7.5 + min(2.0, 0.5 * delivery.assured) - min(5.0, 1.1 * delivery.hedges) - min(1.5, 0.3 * delivery.fillers)
