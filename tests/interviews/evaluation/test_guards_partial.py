"""Some sentences of a good answer are an honest, shorter answer: no guard may take them for a game with the sample."""

import re

import pytest

from interviews.evaluation import AnswerText, QuestionBrief, get_evaluator
from questionbank.catalogue import questions
from tests.interviews.evaluation.ladders import default_rubric

CUTS = {
    "first half": lambda sentences: sentences[: (len(sentences) + 1) // 2],
    "second half": lambda sentences: sentences[len(sentences) // 2 :],
    "every second": lambda sentences: sentences[::2],
    "all but the first": lambda sentences: sentences[1:],
    "first two": lambda sentences: sentences[:2],
}


def brief_of(row) -> QuestionBrief:
    return QuestionBrief(
        row["text"], row["category"], sample_answer=row["sample_answer"], keywords=tuple(row["keywords"])
    )


@pytest.mark.parametrize("cut", CUTS)
def test_sentences_of_a_sample_raise_no_cap(cut: str) -> None:
    capped = {}
    for row in questions():
        text = " ".join(CUTS[cut](re.split(r"(?<=[.!?])\s+", row["sample_answer"])))
        judged = get_evaluator("embedded").evaluate(brief_of(row), default_rubric(row["category"]), AnswerText(text))
        capped |= {(row["key"], flag.name): text for flag in judged.flags if flag.cap is not None}
    assert capped == {}
