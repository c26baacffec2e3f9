"""Rubrics as they are stored, turned into what evaluators take."""

from collections.abc import Mapping, Sequence
from typing import Any

from interviews.evaluation.inputs import Criterion, Level, Rubric

_CONTENT = Rubric(
    "content-1",
    (Criterion("content", "Content", 100, "Says what was expected, in whatever words."),),
    is_general=True,
)


def content_rubric() -> Rubric:
    """What is said, and nothing of how: for answers from elsewhere that bring no criteria along."""
    return _CONTENT


def rubric_from_version(criteria: Sequence[Mapping[str, Any]], version: str, *, is_general: bool) -> Rubric:
    """A rubric from the criteria of a stored version: `[{key, label, weight, description, levels}]`."""
    return Rubric(version, tuple(map(_stored, criteria)), is_general)


def _stored(entry: Mapping[str, Any]) -> Criterion:
    levels = tuple(Level(step["score"], step["label"], step["anchor"]) for step in entry.get("levels", ()))
    return Criterion(entry["key"], entry["label"], entry["weight"], entry.get("description", ""), levels)
