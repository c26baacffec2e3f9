"""The same score every time, in every process, for whatever text, in bounded time."""

import hashlib
import os
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviews.evaluation import AnswerText, Evaluation, QuestionBrief, get_evaluator
from tests.interviews.evaluation.ladders import CACHE, CONFLICT, LADDERS, default_rubric

ANY_TEXT = st.text(max_size=400) | st.lists(
    st.sampled_from(
        [
            *CACHE.first_rate.split(),
            "maybe",
            "um",
            "\x00",
            "é",
            "🙂",
            "מטמון",
            "缓存。",
            "e\u0301",
            "<b>",
            "10/10",
            "\n",
            ".",
        ]
    ),
    max_size=80,
).map(" ".join)
DIGEST = (
    "import hashlib; from tests.interviews.evaluation.test_determinism import all_evaluations;"
    "print(hashlib.sha256(repr(all_evaluations()).encode()).hexdigest())"
)


def judge(text: str, question: QuestionBrief = CACHE.question) -> Evaluation:
    return get_evaluator("embedded").evaluate(question, default_rubric(question.category), AnswerText(text))


def all_evaluations() -> list[Evaluation]:
    return [
        judge(text, ladder.question) for ladder in LADDERS for text in (ladder.first_rate, ladder.partial, ladder.vague)
    ]


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_evaluation_is_the_same_under_every_hash_seed(seed: str) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    there = subprocess.run([sys.executable, "-c", DIGEST], env=environment, capture_output=True, text=True, check=True)
    assert there.stdout.strip() == hashlib.sha256(repr(all_evaluations()).encode()).hexdigest()


def test_evaluation_does_not_depend_on_what_was_evaluated_before() -> None:
    before = judge(CONFLICT.first_rate, CONFLICT.question)
    judge("Something else entirely.")
    assert judge(CONFLICT.first_rate, CONFLICT.question) == before


@settings(max_examples=300, deadline=None)
@given(ANY_TEXT)
def test_any_text_gets_scores_in_range_and_quotes_that_stand_in_it(text: str) -> None:
    evaluation = judge(text)
    assert evaluation.stands_on(text)
    assert 0 <= evaluation.score <= 10
    assert evaluation.score == round(evaluation.score, 2)
    assert all(text[p.start : p.end] == p.quote for p in evaluation.strengths + evaluation.improvements if p.quote)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60), st.text(max_size=200), st.lists(st.text(max_size=12), max_size=4), st.text(max_size=200))
def test_any_question_is_accepted(asked: str, sample: str, keywords: list[str], text: str) -> None:
    question = QuestionBrief(asked, sample_answer=sample, keywords=tuple(keywords))
    assert judge(text, question).stands_on(text)


HARD = {
    "prose": CACHE.first_rate * 30,
    "one word": "a" * 20_000,
    "spaces": " " * 20_000,
    "quotes": "'" * 20_000,
    "tags": "<a" * 10_000,
    "stops": ". " * 10_000,
    "combining": "e" + "\u0301" * 19_999,
    "cjk": "缓存" * 10_000,
    "but": "but good " * 2_200,
    "distinct": " ".join(f"w{n}x" for n in range(3_500)),
    "lines": "a cache\n" * 2_500,
    "nuls": "\x00" * 20_000,
    "emoji": "🙂 " * 10_000,
    "apostrophes": "a'" * 10_000,
    "far too long": "cache miss and expiry. " * 50_000,
}


@pytest.mark.parametrize("text", HARD.values(), ids=HARD.keys())
def test_long_and_hard_texts_take_bounded_time(text: str) -> None:
    started = time.perf_counter()
    judge(text)
    assert time.perf_counter() - started < 20  # no measure of speed: what runs away takes minutes
