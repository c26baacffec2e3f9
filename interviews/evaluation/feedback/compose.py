"""All feedback on an answer, put together once."""

from dataclasses import dataclass

from interviews.evaluation.features.all import Features
from interviews.evaluation.feedback.actions import action_items, practice_suggestions
from interviews.evaluation.feedback.gaps import gaps
from interviews.evaluation.feedback.improvements import improvements
from interviews.evaluation.feedback.narrative import narrative
from interviews.evaluation.feedback.resources import learning_resources
from interviews.evaluation.feedback.strengths import strengths
from interviews.evaluation.guards.run import lowest_cap
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.results import Flag, LearningResource, Point

NOTHING_TO_PRAISE = 3.0  # a cap at or below this: the answer games or fails the question, and no sentence is praised


@dataclass(frozen=True, slots=True)
class Feedback:
    """The texts of an evaluation."""

    strengths: tuple[Point, ...]
    improvements: tuple[Point, ...]
    text: str
    action_items: tuple[str, ...]
    learning_resources: tuple[LearningResource, ...]
    practice_suggestions: tuple[str, ...]


def feedback_on(subject: Subject, features: Features, flags: tuple[Flag, ...], score: float) -> Feedback:
    """Strengths, improvements and what to do about them."""
    missing = gaps(subject, features.content)
    good = strengths(subject, features) if lowest_cap(flags) > NOTHING_TO_PRAISE else ()
    return Feedback(
        strengths=good,
        improvements=improvements(subject, features, flags, missing),
        text=narrative(subject, features, flags, score, good, missing),
        action_items=action_items(subject, features, missing),
        learning_resources=learning_resources(subject.question, missing),
        practice_suggestions=practice_suggestions(subject, missing),
    )
