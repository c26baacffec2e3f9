"""Each criterion says what it rests on, with evidence of its own; weighing two sides is told from "while" in time."""

import json
from pathlib import Path
from typing import Any

import pytest

import questionbank.catalogue
from interviews.evaluation import AnswerText, Criterion, QuestionBrief, Rubric, get_evaluator
from interviews.evaluation.reading.document import read
from interviews.evaluation.reading.trade_offs import weighs

FILES = sorted((Path(questionbank.catalogue.__file__).parent / "questions").glob("*.json"))
QUESTIONS = [question for file in FILES for question in json.loads(file.read_text(encoding="utf-8"))[:2]]


def brief(entry: dict[str, Any]) -> QuestionBrief:
    return QuestionBrief(
        text=entry["text"], category=entry["category"], sample_answer=entry["sample_answer"],
        keywords=tuple(entry["keywords"]),
    )  # fmt: skip


def rubric(entry: dict[str, Any]) -> Rubric:
    rows = entry["evaluation_criteria"]
    named = ((row["criterion"], row["criterion"].replace("-", " ").replace("_", " ").capitalize()) for row in rows)
    found = (
        Criterion(key, label, row["weight"], row["description"]) for (key, label), row in zip(named, rows, strict=True)
    )
    return Rubric(f"{entry['key']}-1", tuple(found))


@pytest.mark.parametrize("entry", QUESTIONS, ids=lambda entry: entry["key"])
def test_no_two_criteria_of_a_question_have_the_same_reason(entry: dict[str, Any]) -> None:
    half = " ".join(entry["sample_answer"].split()[: len(entry["sample_answer"].split()) // 2])
    reasons = [
        criterion.reason
        for criterion in get_evaluator("embedded").evaluate(brief(entry), rubric(entry), AnswerText(half)).criteria
    ]
    assert len(set(reasons)) == len(reasons)


@pytest.mark.parametrize(
    "text",
    [
        "While a list keeps its order, a set finds its members faster.",
        "UDP is connectionless while TCP needs more time to set up.",
        "A view is always current, while a copy is never so.",
    ],
)
def test_while_between_two_sides_weighs_them(text: str) -> None:
    assert weighs(read(text).sentences[0])


@pytest.mark.parametrize(
    "text",
    [
        "While I worked at the bank, the team grew.",
        "The lock is held while the row is written.",
        "I read the manual while waiting for the build.",
        "While we were testing, the server crashed more than once.",
    ],
)
def test_while_in_time_weighs_nothing(text: str) -> None:
    assert not weighs(read(text).sentences[0])
