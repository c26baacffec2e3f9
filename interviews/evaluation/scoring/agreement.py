"""How far an answer says what was expected, 0-1, corrected for what any two texts of a field share by chance.

The constants were chosen by hand: the blend on the human-scored answers named in `content.py`; the chance correction on
sample answers of our own question bank, each held against other questions (agreement .26 in the median, .41 at the 95th
percentile, where first-rate answers in their own words lie at .45 to .75).
"""

from math import sqrt

from interviews.evaluation.features.content import RICH, Content
from interviews.evaluation.features.evidence import is_story
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.scoring.arithmetic import on_curve

COVERAGE, ALIGNMENT, ORDER = 0.6, 0.3, 0.1  # shares of the blend
HALF = 0.5  # of what was expected, which is no chance
FEW_MATCHES = ((0.0, 0.85), (1.0, 0.85), (2.0, 1.0))
KINSHIP = ((0.0, 0.2), (0.25, 0.35), (0.5, 0.8), (0.65, 1.0))  # by kinship, where much is expected
STORY_KINSHIP = ((0.0, 0.15), (0.2, 0.3), (0.38, 1.0))  # nobody's story is in the words of the sample's


def agreement(subject: Subject, content: Content) -> float:
    """The agreement of an answer with its target."""
    agreed = COVERAGE * sqrt(content.coverage) + ALIGNMENT * sqrt(content.alignment) + ORDER * sqrt(content.order)
    if content.coverage >= HALF:
        return agreed
    return agreed * on_curve(FEW_MATCHES, content.matches) * _no_chance(subject, content)


def _no_chance(subject: Subject, content: Content) -> float:
    if len(subject.target.weights) < RICH or not subject.question.sample_answer:
        return 1.0
    return on_curve(STORY_KINSHIP if is_story(subject) else KINSHIP, kinship(content))


def kinship(content: Content) -> float:
    """Whether the words in common are more than two long texts always share: unrelated ones lie below .5."""
    return content.precision + 0.5 * content.asked + 2 * content.order
