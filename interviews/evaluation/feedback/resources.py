"""What to learn from, by the question's subject."""

from interviews.evaluation.feedback.gaps import Gap
from interviews.evaluation.inputs import QuestionBrief
from interviews.evaluation.reading.about import STORY_CATEGORIES
from interviews.evaluation.results import LearningResource
from interviews.evaluation.words.resources import BY_CATEGORY, BY_SUBJECT

MOST_RESOURCES = 3


def learning_resources(question: QuestionBrief, missing: tuple[Gap, ...]) -> tuple[LearningResource, ...]:
    """Up to three: the gap as a topic, then those of the subcategory, else of the question's words or category."""
    category = question.category.strip().casefold()
    titled = _by_subject(question) or BY_CATEGORY.get(category, BY_CATEGORY["technical"])
    named = missing[:1] if category not in STORY_CATEGORIES else ()
    topics = [LearningResource(gap.named, "Your answer left this out.", "topic") for gap in named]
    return tuple([*topics, *titled][:MOST_RESOURCES])


def _by_subject(question: QuestionBrief) -> tuple[LearningResource, ...]:
    for text in (question.subcategory, question.field, question.text):
        plain = " " + text.casefold().replace("_", " ").replace("-", " ").replace("?", " ").replace(",", " ") + " "
        found = next((resources for names, resources in BY_SUBJECT if any(f" {name} " in plain for name in names)), ())
        if found:
            return found
    return ()
