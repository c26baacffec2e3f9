"""All features of an answer, gathered once."""

from dataclasses import dataclass

from interviews.evaluation.features.content import Content, content
from interviews.evaluation.features.delivery import Delivery, delivery
from interviews.evaluation.features.story import Story, story
from interviews.evaluation.features.substance import Substance, substance
from interviews.evaluation.reading.subject import Subject


@dataclass(frozen=True, slots=True)
class Features:
    """The four groups of features."""

    content: Content
    substance: Substance
    delivery: Delivery
    story: Story


def features_of(subject: Subject) -> Features:
    """Count everything once."""
    return Features(content(subject), substance(subject), delivery(subject), story(subject))
