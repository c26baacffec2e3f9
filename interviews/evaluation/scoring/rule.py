"""The content score by rule, against a sample: stricter than graders of students are, as interviews ask for."""

from interviews.evaluation.features.content import COVERED, Content
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.scoring.agreement import agreement
from interviews.evaluation.scoring.arithmetic import on_curve

# Chosen by hand on answers of our own to interview questions: the first third of the words is a good answer already.
AGREEMENT_CURVE = ((0.0, 0.0), (0.25, 2.6), (0.45, 5.7), (0.6, 7.8), (0.75, 9.0), (0.9, 9.8), (1.0, 10.0))
BREADTH = ((0.0, 0.95), (0.4, 0.86), (0.8, 1.0), (1.0, 1.0))  # by the share of statements said
FEWEST_POINTS = 4  # statements of a sample from which they can be told apart


def by_rule(subject: Subject, content: Content) -> float:
    """How far the sample's statements are said, 0-10."""
    return on_curve(AGREEMENT_CURVE, agreement(subject, content)) * _breadth(content)


def _breadth(content: Content) -> float:
    """What is left for an answer that says some of the expected statements well and others not at all."""
    points = content.point_scores
    if len(points) < FEWEST_POINTS:
        return 1.0
    return on_curve(BREADTH, sum(score >= COVERED for score in points) / len(points))
