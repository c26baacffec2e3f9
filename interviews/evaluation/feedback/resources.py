"""What to learn from, by the question's subject."""

from interviews.evaluation.feedback.gaps import Gap
from interviews.evaluation.inputs import QuestionBrief
from interviews.evaluation.reading.about import STORY_CATEGORIES
from interviews.evaluation.results import LearningResource
from interviews.evaluation.words.resources import BY_CATEGORY, BY_SUBJECT

MOST_RESOURCES = 3


def learning_resources(question: QuestionBrief, missing: tuple[Gap, ...]) -> tuple[LearningResource, ...]:
    """Up to three: the weightiest thing missing, then those of the subcategory, else of the words or category."""
    category = question.category.strip().casefold()
    titled = _by_subject(question) or BY_CATEGORY.get(category, BY_CATEGORY["technical"])
    named = [topic for gap in missing for topic in gap.topics] if category not in STORY_CATEGORIES else []
    topics = [LearningResource(_title(topic), "Your answer left this out.", "topic") for topic in named[:1]]
    return tuple([*topics, *titled][:MOST_RESOURCES])


def _title(topic: str) -> str:
    """ "shard key" → "Shard key"; "setTimeout" stays as it is."""
    return topic[0].upper() + topic[1:] if topic.split()[0].islower() and topic.isascii() else topic


def _by_subject(question: QuestionBrief) -> tuple[LearningResource, ...]:
    for text in (question.subcategory, question.field, question.text):
        plain = " " + text.casefold().replace("_", " ").replace("-", " ").replace("?", " ").replace(",", " ") + " "
        found = next((resources for names, resources in BY_SUBJECT if any(f" {name} " in plain for name in names)), ())
        if found:
            return found
    return ()
