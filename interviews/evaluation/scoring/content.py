"""How good the content is, 0-10: against the sample, else the keywords, else the question alone.

Chosen by hand in November 2026 on answers with human scores (Mohler, SAF, Beetle; see the data's README) and on answers
of our own to interview questions. The square root is what the human scores ask for: the first third of the expected
words, said in one's own, already makes a good answer (Pearson on Mohler .50 without it, .55 with it).
"""

from math import sqrt

from interviews.evaluation.features.all import Features
from interviews.evaluation.features.content import COVERED, Content
from interviews.evaluation.features.evidence import is_story, is_tale
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.scoring.agreement import agreement
from interviews.evaluation.scoring.arithmetic import clamp, on_curve

AGREEMENT_CURVE = ((0.0, 0.0), (0.25, 2.6), (0.45, 5.7), (0.6, 7.8), (0.75, 9.0), (0.9, 9.8), (1.0, 10.0))
BREADTH = ((0.0, 0.95), (0.4, 0.86), (0.8, 1.0), (1.0, 1.0))  # by the share of statements said
FEWEST_POINTS = 4  # statements of a sample from which they can be told apart
STORY_CURVE = ((0.0, 0.0), (0.15, 4.0), (0.3, 7.0), (0.45, 9.0), (0.7, 10.0), (1.0, 10.0))
ASKED_CURVE = ((0.0, 0.0), (0.2, 2.0), (0.5, 3.0), (1.0, 3.0))
DENSITY_CURVE = ((0.0, 0.0), (0.06, 0.0), (0.26, 1.0), (1.0, 1.0))
ASKED_OF_STORY, ASKED_ALONE = 0.2, 0.4  # what the question's own words are worth beside a sample, and without
SAMPLE_AGAIN = 0.75  # agreement from which a story is the sample's own and judged by it
BEST_BY_KEYWORDS = 9.0  # without a sample nobody can tell that an answer is first-rate
BEST_BY_QUESTION = 7.0


def content_score(subject: Subject, features: Features) -> float:
    """The content score by whatever the question brings along."""
    if is_story(subject):
        return clamp(_story(subject, features))
    if subject.question.sample_answer and subject.target.weights:
        return clamp(by_sample(subject, features.content))
    if subject.target.weights:
        return clamp(_by_keywords(features))
    return clamp(_by_question(features))


def by_sample(subject: Subject, content: Content) -> float:
    """The content score where there is a sample."""
    return on_curve(AGREEMENT_CURVE, agreement(subject, content)) * _breadth(content)


def _breadth(content: Content) -> float:
    """What is left for an answer that says some of the expected statements well and others not at all."""
    points = content.point_scores
    if len(points) < FEWEST_POINTS:
        return 1.0
    return on_curve(BREADTH, sum(score >= COVERED for score in points) / len(points))


def _by_keywords(features: Features) -> float:
    named = on_curve(AGREEMENT_CURVE, 0.9 * sqrt(features.content.coverage))
    explained = 0.7 * named + 3.0 * features.substance.whole * min(1.0, named / 5)
    return min(BEST_BY_KEYWORDS, max(0.5 * explained + 0.5 * _by_question(features), explained))


def _by_question(features: Features) -> float:
    asked = on_curve(ASKED_CURVE, features.content.asked)
    telling = on_curve(DENSITY_CURVE, features.content.density) * (0.4 + 0.6 * features.substance.whole)
    return min(BEST_BY_QUESTION, asked * (0.4 + 0.6 * telling) + 5.0 * telling * min(1.0, asked / 2))


def _story(subject: Subject, features: Features) -> float:
    """Nobody's own story is the sample's: what was expected counts 40 %, that it is a telling story the rest."""
    agreed = agreement(subject, features.content)
    topical = features.content.asked * (ASKED_OF_STORY if subject.target.weights else ASKED_ALONE)
    expected = on_curve(STORY_CURVE, max(agreed, topical))
    told = features.story
    tale = 10 * (0.45 * told.completeness + 0.25 * told.actions + 0.2 * features.substance.whole + 0.1 * told.lesson)
    if not is_tale(subject):
        tale = 10 * (0.25 * told.actions + 0.75 * features.substance.whole)
    telling = 0.5 + 0.5 * on_curve(DENSITY_CURVE, features.content.density)
    own = 0.4 * expected * telling + 0.6 * min(tale * telling, 2 * expected)
    if subject.question.sample_answer and agreed >= SAMPLE_AGAIN:
        return max(own, on_curve(AGREEMENT_CURVE, agreed))
    return own
