"""The values that go in and come out refuse what is invalid."""

import dataclasses

import pytest

from interviews.evaluation import (
    Criterion,
    CriterionScore,
    Point,
    Rubric,
    SubScores,
    UnknownEvaluator,
    get_evaluator,
    rubric_from_version,
)
from interviews.evaluation.inputs import Level
from tests.interviews.evaluation.ladders import default_rubric


@pytest.mark.parametrize(
    ("category", "weights"),
    [("technical", [35, 20, 25, 10, 10]), ("behavioral", [20, 25, 20, 20, 15]), ("hr", [35, 25, 15, 25])],
)
def test_default_rubrics_are_general_and_have_levels(category: str, weights: list[int]) -> None:
    rubric = default_rubric(category)
    assert ([criterion.weight for criterion in rubric.criteria], rubric.is_general) == (weights, True)
    assert {len(criterion.levels) for criterion in rubric.criteria} == {5}


def test_rubric_from_version_keeps_order_description_and_levels() -> None:
    steps = [{"score": 2, "label": "None", "anchor": "No cost is named."},
             {"score": 8, "label": "Weighed", "anchor": "Two costs are compared."}]  # fmt: skip
    stored = [
        {"key": "trade_offs", "label": "Trade-offs", "weight": 70, "description": "Names costs", "levels": steps},
        {"key": "clarity", "label": "Clarity", "weight": 30},
    ]
    levels = (Level(2, "None", "No cost is named."), Level(8, "Weighed", "Two costs are compared."))
    trade_offs = Criterion("trade_offs", "Trade-offs", 70, "Names costs", levels)
    assert rubric_from_version(stored, "r.3", is_general=False) == Rubric(
        "r.3", (trade_offs, Criterion("clarity", "Clarity", 30))
    )


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
    with pytest.raises(ValueError):
        CriterionScore("depth", "Depth", 10, 5, "", *place)


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
