"""The fitted content model: what moves its estimate, and what it knows of itself."""

import pytest

from interviews.evaluation import AnswerText, Evaluation, QuestionBrief, get_evaluator
from interviews.evaluation.model import TIERS, load_model
from interviews.evaluation.model.store import path_of
from interviews.evaluation.rubrics import content_rubric

QUESTION = QuestionBrief(
    text="What is a hash table good for?",
    sample_answer="It finds a value by its key in constant time on average: the hash gives the place in an array.",
)


def judge(text: str, question: QuestionBrief = QUESTION) -> Evaluation:
    return get_evaluator("embedded").evaluate(question, content_rubric(), AnswerText(text))


def test_score_under_the_content_rubric_is_the_content_score() -> None:
    found = judge("You look up a value by its key quickly.")
    assert found.score == found.sub_scores.content == found.criteria[0].score


def test_own_words_score_well_and_another_matter_does_not() -> None:
    own = judge("You look entries up by key, on average in O(1), since the key's hash tells where in the array it is.")
    half = judge("You can store things in it with a key.")
    other = judge("The committee voted on the new bicycle lanes along the river before winter came.")
    assert own.score > half.score > other.score + 1
    assert own.score >= 7.5
    assert other.score <= 2.5


def test_negated_statements_lose() -> None:
    said = judge("It finds a value by its key and is fast.")
    assert judge("It does not find a value by its key and is never fast.").score < said.score


def test_confidence_falls_where_scores_are_middling_and_answers_short() -> None:
    assert judge(QUESTION.sample_answer).confidence > judge("It uses keys.").confidence


def test_model_looks_at_every_feature_it_has_a_weight_for() -> None:
    from interviews.evaluation.features.look import feature_names

    for tier in TIERS:
        if path_of(tier).is_file():
            assert load_model(tier).names == feature_names(tier)


@pytest.mark.parametrize("tier", TIERS)
def test_model_knows_the_middles_of_its_fields_and_nothing_of_no_direction(tier: str) -> None:
    from interviews.evaluation.model.fields import familiarity, shares

    fields = load_model(tier).fields
    near = [[one.nearness(field.centre) for one in fields] for field in fields]
    assert all(familiarity(row) == 1 for row in near)
    assert all(shares(row)[place] > 0.9 for place, row in enumerate(near))
    assert familiarity([field.nearness(field.centre * 0) for field in fields]) == 0


def test_field_is_the_same_once_stored() -> None:
    import json

    from interviews.evaluation.model.fields import Field

    field = load_model("static").fields[1]
    again = Field.of(json.loads(json.dumps(field.stored())))
    assert (again.questions == field.questions).all()
    assert again.nearness(field.centre) == field.nearness(field.centre)


@pytest.mark.parametrize(
    ("near", "words", "share"),
    [(0.3, 0, 0), (-0.1, 4, 1), (0.075, 10, 0.5), (0.5, 16, 2), (0.21, 90, 0.5), (-0.1, 9, 0)],
)
def test_kinship_is_told_by_the_length_of_an_answer(near: float, words: int, share: float) -> None:
    from interviews.evaluation.features.estimate import Expected
    from interviews.evaluation.model import Estimate

    assert Expected(Estimate(5, 1, 1), near, words).kinship == pytest.approx(share)


def test_sentence_near_in_meaning_is_about_the_question() -> None:
    from interviews.evaluation.features.content import told
    from interviews.evaluation.features.estimate import about
    from interviews.evaluation.reading.subject import look_at

    text = "Dictionary lookups run quickly. My aunt paints boats in the summer."
    subject = look_at(QUESTION, content_rubric(), AnswerText(text))
    assert len(told(subject)) == 2
    assert [text[s.start : s.end] for s in about(subject, told(subject))] == ["Dictionary lookups run quickly."]


def test_remembered_answer_counts_in_full_where_it_is_and_less_the_further_off() -> None:
    import numpy as np

    from interviews.evaluation.model.memory import STEPS, Memory

    memory = Memory({"features": 2.0}, {"features": np.array([[0, 0]], np.int32)}, (0.5,))
    step = STEPS["features"]
    found = [memory.recalled({"features": np.array([far * step, 0])}) for far in (0, 2, 4)]
    assert found == [0.5, pytest.approx(0.5 / 1.125**4), pytest.approx(0.5 / 1.5**4)]


def test_memory_is_the_same_once_stored() -> None:
    import json

    from interviews.evaluation.model.memory import Memory

    field = load_model("static").fields[0]
    again = Memory.of(json.loads(json.dumps(field.memory.stored())))
    point = {name: points[7] for name, points in field.memory.points.items()}
    assert again.recalled(point) == field.memory.recalled(point)
