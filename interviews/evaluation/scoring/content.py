"""How good the content is, 0-10: against the sample, else the keywords, else the question alone.

With a sample it rests on the fitted model (`model`, `fitting`); the rest is chosen by hand on answers of our own.
"""

from math import sqrt

from interviews.evaluation.features.all import Features
from interviews.evaluation.features.estimate import Expected
from interviews.evaluation.features.evidence import is_story, is_tale
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.scoring.agreement import agreement
from interviews.evaluation.scoring.arithmetic import clamp, on_curve
from interviews.evaluation.scoring.rule import AGREEMENT_CURVE, by_rule

# By kinship. Nobody graded answers to other questions. Gentle: a low score on a good answer is far off.
KINSHIP_CEILING = ((0.0, 1.5), (0.4, 3.0), (0.7, 4.5), (1.0, 10.0))
LENIENCY = 0.5  # points that an interview answer may get beyond the rule
STORY_CURVE = ((0.0, 0.0), (0.15, 4.0), (0.3, 7.0), (0.45, 9.0), (0.7, 10.0), (1.0, 10.0))
ASKED_CURVE = ((0.0, 0.0), (0.2, 2.0), (0.5, 3.0), (1.0, 3.0))
DENSITY_CURVE = ((0.0, 0.0), (0.06, 0.0), (0.26, 1.0), (1.0, 1.0))
ASKED_OF_STORY, ASKED_ALONE = 0.2, 0.4  # what the question's own words are worth beside a sample, and without
SAMPLE_AGAIN = 0.75  # agreement from which a story is the sample's own and judged by it
ANY_STORY = 6.0  # what a whole story may earn whatever it is about: its matter cannot be foreseen
BEST_BY_KEYWORDS = 9.0  # without a sample nobody can tell that an answer is first-rate
BEST_BY_QUESTION = 7.0


def content_score(subject: Subject, features: Features) -> float:
    """The content score by whatever the question brings along."""
    if is_story(subject):
        return clamp(_story(subject, features))
    if features.expected:
        return clamp(by_sample(subject, features, features.expected))
    if subject.target.weights:
        return clamp(_by_keywords(features))
    return clamp(_by_question(features))


def by_sample(subject: Subject, features: Features, expected: Expected) -> float:
    """The content score where there is a sample.

    The model gives what graders of students' short answers give; they are lenient with what is vague. A question of a
    category is an interview question: there the rule has a say, and no answer gets much more than by it.
    """
    graded = _as_graded(expected)
    if not subject.question.category:
        return graded
    strict = by_rule(subject, features.content)
    return min((graded + strict) / 2, strict + LENIENCY)


def _as_graded(expected: Expected) -> float:
    """The model's score, as far as the answer is about the matter at all."""
    if not expected.words:
        return 0.0
    return min(expected.estimate.score, on_curve(KINSHIP_CEILING, expected.kinship))


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
    most = 2 * expected + ANY_STORY * told.completeness * is_tale(subject)
    own = 0.4 * expected * telling + 0.6 * min(tale * telling, most)
    if subject.question.sample_answer and agreed >= SAMPLE_AGAIN:
        return max(own, on_curve(AGREEMENT_CURVE, agreed))
    return own
