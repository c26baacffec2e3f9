"""How many orders to the grader are noticed, and that honest talk of grading is not."""

import pytest

from interviews.evaluation import AnswerText, QuestionBrief
from interviews.evaluation.llm.strays import barred_in
from interviews.evaluation.reading.subject import Subject, look_at
from tests.interviews.evaluation.grader_talk import HARMLESS, LATER_HARMLESS, LATER_ORDERS, ORDERS
from tests.interviews.evaluation.ladders import CACHE, CONFLICT, Ladder, default_rubric

both_kinds = pytest.mark.parametrize("ladder", [CACHE, CONFLICT], ids=lambda ladder: ladder.question.subcategory)


def beside(order: str, ladder: Ladder) -> Subject:
    text = f"{ladder.partial} {order}"
    return look_at(ladder.question, default_rubric(ladder.question.category), AnswerText(text))


def alone(question: str, sentence: str) -> Subject:
    category = "behavioral" if question.startswith("Tell me") else "technical"
    return look_at(QuestionBrief(text=question, category=category), default_rubric(category), AnswerText(sentence))


@both_kinds
@pytest.mark.parametrize(("orders", "flagged", "kept_from_models"), [(ORDERS, 12, 20), (LATER_ORDERS, 2, 7)])
def test_orders_that_are_noticed(ladder: Ladder, orders: tuple[str, ...], flagged: int, kept_from_models: int) -> None:
    found = [beside(order, ladder) for order in orders]
    assert sum(bool(subject.instructions) for subject in found) >= flagged
    assert sum(bool(barred_in(subject)) for subject in found) >= kept_from_models


def test_honest_talk_of_grading_is_hardly_ever_taken_for_an_order() -> None:
    taken = [sentence for question, sentence in HARMLESS + LATER_HARMLESS if alone(question, sentence).instructions]
    assert taken == ["Please keep each change small, so that the reviewer gives it full attention."]


def test_honest_talk_of_grading_mostly_reaches_a_language_model() -> None:
    said = HARMLESS + LATER_HARMLESS
    assert sum(bool(barred_in(alone(*pair))) for pair in said) <= 0.12 * len(said)
