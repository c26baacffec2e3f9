"""Rubrics: a default per category, and those a question brings along."""

import re
from collections.abc import Mapping

from interviews.evaluation.inputs import Criterion, Rubric

_TECHNICAL = Rubric(
    "technical-1",
    (
        Criterion(
            "technical_accuracy", "Technical accuracy", 35, "What is said is correct and complete for the question."
        ),
        Criterion("relevance", "Relevance", 20, "Answers the question that was asked and stays with it."),
        Criterion("depth", "Depth", 25, "Explains causes, trade-offs, limits and examples rather than naming terms."),
        Criterion("structure", "Structure", 10, "Leads the listener through the points in a sensible order."),
        Criterion("communication", "Communication", 10, "Clear sentences, few fillers, an assured tone."),
    ),
)
_BEHAVIORAL = Rubric(
    "behavioral-1",
    (
        Criterion("relevance", "Relevance", 20, "Tells of one real occasion that fits the question."),
        Criterion("star", "Situation, task, action, result", 25, "All four parts of the story are there, in order."),
        Criterion("ownership", "Own contribution", 20, "Says what the speaker personally decided and did."),
        Criterion("depth", "Substance", 20, "Concrete details, reasons, measurable outcome and what was learnt."),
        Criterion("communication", "Communication", 15, "Clear sentences, few fillers, an assured tone."),
    ),
)
_HR = Rubric(
    "hr-1",
    (
        Criterion("relevance", "Relevance", 35, "Answers the question with what matters to the role and the employer."),
        Criterion("depth", "Substance", 25, "Gives reasons and examples instead of general claims."),
        Criterion("structure", "Structure", 15, "Makes few points, in order, and comes to an end."),
        Criterion("communication", "Communication", 25, "Clear, professional and assured."),
    ),
)
_BY_CATEGORY = {"technical": _TECHNICAL, "behavioral": _BEHAVIORAL, "hr": _HR}
_NOT_IN_A_KEY = re.compile(r"\W+")


def default_rubric(category: str) -> Rubric:
    """The house rubric for a category; one we do not know is judged as technical, i.e. by its content."""
    return _BY_CATEGORY.get(category.strip().casefold(), _TECHNICAL)


def is_default(rubric: Rubric) -> bool:
    """Whether a rubric is one of the house's, whose descriptions speak of no question in particular."""
    return rubric in _BY_CATEGORY.values()


def rubric_from_criteria(criteria: object, version: str) -> Rubric:
    """A rubric from `[{"criterion", "weight", "description"?}]` as stored with a question; ValueError if invalid."""
    if not isinstance(criteria, (list, tuple)) or not criteria:
        raise ValueError("evaluation criteria are a list with at least one entry")
    return Rubric(version, tuple(_criterion(entry) for entry in criteria))


def _criterion(entry: object) -> Criterion:
    if not isinstance(entry, Mapping) or not {"criterion", "weight"} <= entry.keys() <= {
        "criterion",
        "weight",
        "description",
    }:
        raise ValueError(f"a criterion is {{criterion, weight, description?}}, not {entry!r}")
    label, weight, description = entry["criterion"], entry["weight"], entry.get("description", "")
    if not isinstance(label, str) or not label.strip() or not isinstance(description, str):
        raise ValueError(f"criterion and description are texts, not {entry!r}")
    return Criterion(_key(label), label.strip(), _whole(weight), description)


def _key(label: str) -> str:
    return _NOT_IN_A_KEY.sub("_", label.strip().casefold()).strip("_")


def _whole(weight: object) -> int:
    if isinstance(weight, bool) or not isinstance(weight, (int, float)) or weight % 1 != 0:
        raise ValueError(f"a weight is a whole number of percent, not {weight!r}")
    return int(weight)
