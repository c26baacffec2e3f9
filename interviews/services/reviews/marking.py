"""A reviewer's marks against the rubric they are given by."""

from typing import Any

from interview_coach.core.exceptions import Invalid
from interviews.evaluation.inputs import TOTAL_WEIGHT

Marks = list[dict[str, Any]]


def check_marks(criteria: list[dict[str, Any]], marks: Marks) -> None:
    """Raise `Invalid` unless every criterion of the rubric is marked exactly once, and nothing else is."""
    keys = [criterion["key"] for criterion in criteria]
    given = [mark["key"] for mark in marks]
    for place, key in enumerate(given):
        if key not in keys:
            raise Invalid(f"criteria.{place}.key", "invalid_choice", f"The rubric has {', '.join(keys)}.")
        if key in given[:place]:
            raise Invalid(f"criteria.{place}.key", "invalid", "This criterion is scored already.")
    if missing := [key for key in keys if key not in given]:
        raise Invalid("criteria", "required", f"Score {', '.join(missing)} too.")


def weighted_mean(criteria: list[dict[str, Any]], marks: Marks) -> float:
    """Return the score 0–10 that marks amount to under the rubric's weights, rounded to .01."""
    weights = {criterion["key"]: criterion["weight"] for criterion in criteria}
    return round(float(sum(mark["score"] * weights[mark["key"]] for mark in marks)) / TOTAL_WEIGHT, 2)


def mean_marks(criteria: list[dict[str, Any]], given: list[Marks]) -> Marks:
    """Return what reviewers gave each criterion on average, in the rubric's order and with its labels.

    None of it where a reviewer's marks were erased with the words they are about.
    """
    if not all(given):
        return []
    scores = [{mark["key"]: mark["score"] for mark in marks} for marks in given]
    return [
        {"key": c["key"], "label": c["label"], "weight": c["weight"],
         "score": round(sum(each[c["key"]] for each in scores) / len(scores), 2)}
        for c in criteria
    ]  # fmt: skip
