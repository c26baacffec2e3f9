"""Criteria as questions and rubrics keep them in JSON, read as a rubric."""

from collections.abc import Mapping

from interview_coach.core.naming import key_of
from interviews.evaluation.inputs import Criterion, Rubric

VERSION = "row"


def rubric_of(criteria: object) -> Rubric:
    """A rubric from `[{"criterion" or "label", "weight", "description"?, "key"?}]`; ValueError if it is no such list.

    Other names, as `levels`, are passed over: no score here rests on them.
    """
    if not isinstance(criteria, list) or not criteria:
        raise ValueError("evaluation_criteria are a list with at least one entry")
    return Rubric(VERSION, tuple(map(_criterion, criteria)))


def _criterion(entry: object) -> Criterion:
    if not isinstance(entry, Mapping):
        raise ValueError(f"a criterion is {{criterion, weight, description?}}, not {entry!r}")
    label, description = entry.get("criterion", entry.get("label")), entry.get("description", "")
    if not isinstance(label, str) or not label.strip() or not isinstance(description, str):
        raise ValueError(f"criterion and description are texts, not {entry!r}")
    return Criterion(str(entry.get("key", key_of(label))), label.strip(), _weight(entry.get("weight")), description)


def _weight(weight: object) -> int:
    if isinstance(weight, bool) or not isinstance(weight, (int, float)) or weight % 1 != 0:
        raise ValueError(f"a weight is a whole number of percent, not {weight!r}")
    return int(weight)
