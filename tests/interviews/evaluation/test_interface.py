"""The values that go in and come out refuse what is invalid."""

import dataclasses
from collections.abc import Sequence

import pytest

from interviews.evaluation import (
    Criterion,
    CriterionScore,
    Point,
    Rubric,
    SubScores,
    UnknownEvaluator,
    default_rubric,
    get_evaluator,
    rubric_from_criteria,
)

INVALID_CRITERIA: list[Sequence[object]] = [
    [],
    [{"criterion": "Depth", "weight": 99}],
    [{"criterion": "Depth", "weight": 50}, {"criterion": "depth", "weight": 50}],
    [{"criterion": "Depth"}],
    [{"criterion": "", "weight": 100}],
    [{"criterion": "!!", "weight": 100}],
    [{"criterion": "Depth", "weight": "100"}],
    [{"criterion": "Depth", "weight": True}],
    [{"criterion": "Depth", "weight": 100.5}],
    [{"criterion": "Depth", "weight": float("nan")}],
    [{"criterion": "Depth", "weight": float("inf")}],
    [{"criterion": "Depth", "weight": 100, "colour": "red"}],
    [{"criterion": "Depth", "weight": 100, "description": None}],
    [{"criterion": "Depth", "weight": 110}, {"criterion": "Tone", "weight": -10}],
    ["Depth"],
]


@pytest.mark.parametrize("category", ["technical", "behavioral", "hr", "", "Technical"])
def test_default_rubric_has_weights_of_100(category: str) -> None:
    assert sum(criterion.weight for criterion in default_rubric(category).criteria) == 100


def test_default_rubrics_are_versioned() -> None:
    versions = [default_rubric(category).version for category in ("technical", "behavioral", "hr")]
    assert versions == ["technical-1", "behavioral-1", "hr-1"]


def test_rubric_from_criteria_keeps_order_and_description() -> None:
    rubric = rubric_from_criteria(
        [
            {"criterion": "Trade-offs", "weight": 70, "description": "Names costs"},
            {"criterion": "Clarity", "weight": 30.0},
        ],
        "q-7",
    )
    assert rubric == Rubric(
        "q-7", (Criterion("trade_offs", "Trade-offs", 70, "Names costs"), Criterion("clarity", "Clarity", 30))
    )


@pytest.mark.parametrize("criteria", INVALID_CRITERIA, ids=str)
def test_rubric_from_invalid_criteria_is_refused(criteria: Sequence[dict[str, object]]) -> None:
    with pytest.raises(ValueError):
        rubric_from_criteria(criteria, "q-7")


def test_evaluator_is_found_by_name_and_kept() -> None:
    assert get_evaluator("embedded") is get_evaluator("embedded")
    assert get_evaluator("embedded").name == "embedded"


def test_unknown_evaluator_is_refused_by_name() -> None:
    with pytest.raises(UnknownEvaluator, match="oracle"):
        get_evaluator("oracle")


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (0, 0), (2, 1), (0, 99)])
def test_point_outside_the_answer_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError):
        Point.at("depth", "text", "short", start, end)


@pytest.mark.parametrize("place", [("abc", 0, 2), ("abc", None, None), (None, 0, 3), ("abc", 0, None)])
def test_point_with_offsets_that_do_not_fit_is_refused(place: tuple[str | None, int | None, int | None]) -> None:
    with pytest.raises(ValueError):
        Point("depth", "text", *place)


def test_point_counts_code_points() -> None:
    answer = "🙂 e\u0301 cache"
    point = Point.at("depth", "text", answer, 5, 10)
    assert (point.quote, point.stands_in(answer)) == ("cache", True)


@pytest.mark.parametrize("value", [-0.01, 10.01, float("nan"), float("inf")])
def test_scores_out_of_range_are_refused(value: float) -> None:
    fine = SubScores(1, 1, 1, 1, 1, 1, 1, 1, 0)
    with pytest.raises(ValueError):
        dataclasses.replace(fine, depth=value)
    with pytest.raises(ValueError):
        CriterionScore("depth", "Depth", 10, value, "")
