"""What kind of answer is asked for, and how much of the answer is about it."""

from interviews.evaluation.reading.about import asks_for_story
from interviews.evaluation.reading.subject import Subject


def is_story(subject: Subject) -> bool:
    """Whether the question asks for the speaker's own experience, which no sample can foresee."""
    return asks_for_story(subject.question)


def is_tale(subject: Subject) -> bool:
    """Whether one occasion is to be told, in situation, task, action and result; a follow-up asks for one part."""
    return subject.question.category.strip().casefold() == "behavioral" and not subject.question.context


def topic_share(subject: Subject) -> float:
    """The share of the answer's words that stand in sentences about the question."""
    return len(subject.tokens(subject.about)) / subject.words if subject.words else 0.0
