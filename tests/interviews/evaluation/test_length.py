"""No credit for length: padding and repetition never raise a score."""

import pytest

from interviews.evaluation import AnswerText, get_evaluator
from tests.interviews.evaluation.ladders import LADDERS, Ladder, default_rubric

PADDING = (
    "I am a passionate, results-driven team player who leverages synergies and always gives 110 percent.",
    "The weather was fine yesterday and the bus to the coast was rather full because of a holiday.",
    "And so on and so forth, you know, basically things like that.",
    "My neighbour varnished his fence, then the gate, and finally he sold the house for 300 coins.",
)
each_ladder = pytest.mark.parametrize("ladder", LADDERS, ids=lambda ladder: ladder.question.subcategory)
each_quality = pytest.mark.parametrize("quality", ["first_rate", "partial", "vague", "off_topic"])


def score(ladder: Ladder, text: str) -> float:
    return (
        get_evaluator("embedded")
        .evaluate(ladder.question, default_rubric(ladder.question.category), AnswerText(text))
        .score
    )


@each_ladder
@each_quality
@pytest.mark.parametrize("times", [2, 5])
def test_repeating_an_answer_never_raises_the_score(ladder: Ladder, quality: str, times: int) -> None:
    text = getattr(ladder, quality)
    assert score(ladder, " ".join([text] * times)) <= score(ladder, text)


@each_ladder
@each_quality
@pytest.mark.parametrize("padding", PADDING)
@pytest.mark.parametrize("times", [1, 4])
def test_padding_an_answer_never_raises_the_score(ladder: Ladder, quality: str, padding: str, times: int) -> None:
    text = getattr(ladder, quality)
    assert score(ladder, " ".join([text, *[padding] * times])) <= score(ladder, text) + 0.05


@each_ladder
def test_adding_the_question_never_raises_the_score_of_a_vague_answer(ladder: Ladder) -> None:
    assert score(ladder, f"{ladder.vague} {ladder.question.text}") <= score(ladder, ladder.vague)
