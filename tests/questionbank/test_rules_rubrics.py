"""What makes criteria sound, and how the place of what is not is named."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_coach.core.exceptions import Invalid
from interview_coach.core.naming import key_of
from questionbank import catalogue
from questionbank.rules import sound_criteria, sound_question_criteria, sound_threshold

LEVELS = [{"score": 2, "label": "Named", "anchor": "One cost is named."},
          {"score": 8.5, "label": "Weighed", "anchor": "Two costs are compared."}]  # fmt: skip
SOUND = [
    {"key": "trade_offs", "label": "Trade-offs", "weight": 70, "description": "Names costs.", "levels": LEVELS},
    {"key": "clarity", "label": "Clarity", "weight": 30, "description": "", "levels": []},
]


def told(rule, value):
    with pytest.raises(Invalid) as refused:
        rule(value)
    return refused.value.field, refused.value.error_code


def with_first(**changes):
    return [{**SOUND[0], **changes}, SOUND[1]]


def with_level(**changes):
    return with_first(levels=[LEVELS[0], {**LEVELS[1], **changes}])


def test_sound_criteria_are_kept_as_they_are():
    assert sound_criteria(copy.deepcopy(SOUND)) == SOUND


def test_what_is_left_out_is_filled_in():
    found = sound_criteria([{"label": " Trade-offs ", "weight": 100}])
    assert found == [{"key": "trade_offs", "label": "Trade-offs", "weight": 100, "description": "", "levels": []}]


@pytest.mark.parametrize("row", catalogue.rubrics(), ids=lambda row: row["key"])
def test_default_rubrics_are_sound(row):
    assert sound_criteria(row["criteria"]) == row["criteria"]
    assert sound_threshold(row["probe_threshold"]) == 6.5


@pytest.mark.parametrize("question", catalogue.questions(), ids=lambda question: question["key"])
def test_criteria_of_the_catalogue_s_questions_are_sound(question):
    criteria = question["evaluation_criteria"]
    assert [c["key"] for c in sound_question_criteria(criteria)] == [key_of(c["criterion"]) for c in criteria]


@pytest.mark.parametrize(("criterion", "label"), [
    ("trade_offs", "Trade offs"), ("clarity", "Clarity"),
    ("courage-and-care", "Courage-and-care"), ("Trade-offs", "Trade-offs"), ("SQL", "SQL"),
])  # fmt: skip
def test_criterion_written_as_a_key_gets_a_label_that_reads(criterion, label):
    (found,) = sound_question_criteria([{"criterion": criterion, "weight": 100}])
    assert found["label"] == label


@pytest.mark.parametrize(("criteria", "place", "code"), [
    (None, "criteria", "invalid"),
    ("Depth", "criteria", "invalid"),
    ({}, "criteria", "invalid"),
    ([], "criteria", "blank"),
    (["Depth"], "criteria.0", "invalid"),
    ([{"label": f"C{n}", "weight": 1} for n in range(13)], "criteria", "max_length"),
    ([{"label": "Depth"}], "criteria.0.weight", "required"),
    ([{"weight": 100}], "criteria.0.label", "required"),
    (with_first(colour="red"), "criteria.0.colour", "unknown_field"),
    (with_first(criterion="Depth"), "criteria.0.criterion", "unknown_field"),
    (with_first(description=None), "criteria.0.description", "null"),
    (with_first(description=7), "criteria.0.description", "invalid"),
    (with_first(description="x" * 2001), "criteria.0.description", "max_length"),
    (with_first(label=""), "criteria.0.label", "blank"),
    (with_first(label=" "), "criteria.0.label", "blank"),
    (with_first(label="a\x00b"), "criteria.0.label", "invalid"),
    (with_first(label="x" * 101), "criteria.0.label", "max_length"),
    (with_first(key="Trade offs"), "criteria.0.key", "invalid"),
    (with_first(key=""), "criteria.0.key", "blank"),
    ([{"label": "!!", "weight": 100}], "criteria.0.label", "invalid"),
    (with_first(key="clarity"), "criteria.1.label", "invalid"),
    ([{"label": "Depth", "weight": 50}, {"label": "depth", "weight": 50}], "criteria.1.label", "invalid"),
    (with_first(weight=69), "criteria", "invalid"),
    (with_first(weight=0), "criteria.0.weight", "min_value"),
    (with_first(weight=-10), "criteria.0.weight", "min_value"),
    (with_first(weight=101), "criteria.0.weight", "max_value"),
    (with_first(weight=70.0), "criteria.0.weight", "invalid"),
    (with_first(weight="70"), "criteria.0.weight", "invalid"),
    (with_first(weight=True), "criteria.0.weight", "invalid"),
    (with_first(levels="many"), "criteria.0.levels", "invalid"),
    (with_first(levels=LEVELS[:1]), "criteria.0.levels", "invalid"),
    (with_first(levels=[{**LEVELS[0], "score": n} for n in range(8)]), "criteria.0.levels", "max_length"),
    (with_first(levels=[LEVELS[0], 7]), "criteria.0.levels.1", "invalid"),
    (with_level(score=2), "criteria.0.levels.1.score", "min_value"),
    (with_level(score=1), "criteria.0.levels.1.score", "min_value"),
    (with_level(score=10.01), "criteria.0.levels.1.score", "max_value"),
    (with_level(score=-0.01), "criteria.0.levels.1.score", "min_value"),
    (with_level(score=10**400), "criteria.0.levels.1.score", "max_value"),
    (with_level(score=float("nan")), "criteria.0.levels.1.score", "max_value"),
    (with_level(score="8"), "criteria.0.levels.1.score", "invalid"),
    (with_level(score=True), "criteria.0.levels.1.score", "invalid"),
    (with_level(anchor=""), "criteria.0.levels.1.anchor", "blank"),
    (with_level(anchor="x" * 2001), "criteria.0.levels.1.anchor", "max_length"),
    (with_level(label="x" * 101), "criteria.0.levels.1.label", "max_length"),
    (with_level(tone="kind"), "criteria.0.levels.1.tone", "unknown_field"),
    (with_first(levels=[LEVELS[0], {"score": 5, "label": "Half"}]), "criteria.0.levels.1.anchor", "required"),
])  # fmt: skip
def test_unsound_criteria_are_refused_at_their_place(criteria, place, code):
    assert told(sound_criteria, criteria) == (place, code)


def test_a_question_s_criteria_become_a_rubric_s():
    given_ = [{"criterion": "Trade-offs", "weight": 70, "description": "Names costs.", "levels": LEVELS},
              {"criterion": "Clarity", "weight": 30}]  # fmt: skip
    assert sound_question_criteria(given_) == SOUND


@pytest.mark.parametrize(("criteria", "place", "code"), [
    ([{"label": "Depth", "weight": 100}], "evaluation_criteria.0.criterion", "required"),
    ([{"criterion": "Depth", "weight": 100, "key": "depth"}], "evaluation_criteria.0.key", "unknown_field"),
    ([{"criterion": "Depth", "weight": 90}], "evaluation_criteria", "invalid"),
    ([{"criterion": "Depth", "weight": 50}, {"criterion": "DEPTH", "weight": 50}],
     "evaluation_criteria.1.criterion", "invalid"),
])  # fmt: skip
def test_unsound_criteria_of_a_question_are_refused_in_its_own_terms(criteria, place, code):
    assert told(sound_question_criteria, criteria) == (place, code)


@pytest.mark.parametrize("value", [None, 0, 6.5, 10])
def test_threshold_is_a_score_or_none(value):
    assert sound_threshold(value) == value


@pytest.mark.parametrize(("value", "code"), [
    (-1, "min_value"), (10.5, "max_value"), ("6", "invalid"), (True, "invalid"), ([], "invalid"),
])  # fmt: skip
def test_threshold_beyond_the_scores_is_refused(value, code):
    assert told(sound_threshold, value) == ("probe_threshold", code)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
    | st.sampled_from(["label", "weight", "levels", "key"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["label", "weight", "levels", "key", "score", "anchor", "x"]), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(anything)
def test_whatever_comes_is_sound_or_refused(value):
    try:
        found = sound_criteria(value)
    except Invalid as error:
        found, place = None, error.field
    if found is None:
        assert place.split(".")[0] == "criteria"
    else:
        assert sum(criterion["weight"] for criterion in found) == 100
