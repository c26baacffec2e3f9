"""All features of an answer, gathered once."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from interviews.evaluation.features.content import Content, content
from interviews.evaluation.features.delivery import Delivery, delivery
from interviews.evaluation.features.estimate import Expected, expected
from interviews.evaluation.features.story import Story, story
from interviews.evaluation.features.substance import Substance, substance
from interviews.evaluation.reading.subject import Subject

if TYPE_CHECKING:
    from interviews.evaluation.model import ContentModel


@dataclass(frozen=True, slots=True)
class Features:
    """The four groups of features, and what the content model expects (None without a sample)."""

    content: Content
    substance: Substance
    delivery: Delivery
    story: Story
    expected: Expected | None


def features_of(subject: Subject, tier: str, model: "ContentModel | None" = None) -> Features:
    """Count everything once; `tier` names the content model, if none is given."""
    told = expected(subject, tier, model)
    return Features(content(subject), substance(subject), delivery(subject), story(subject), told)
