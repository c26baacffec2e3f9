"""A follow-up that a model wrote is taken where it is one plain question, and let go otherwise."""

import pytest

from interviews.evaluation import QuestionBrief
from interviews.evaluation.llm.follow_up import LONGEST, written
from interviews.evaluation.llm.schema import FollowUpDraft, VerdictDraft
from interviews.evaluation.results import Probe

QUESTION = QuestionBrief(
    text="How does a cache stay consistent?",
    sample_answer="On a write I update the database in a transaction and delete the key, so that readers load it anew.",
)
WHY = "You did not say what happens on a write."


def taken(question: str, why: str = WHY) -> Probe | None:
    return written(FollowUpDraft(question=question, why=why), QUESTION)


def test_plain_question_is_taken_on_one_line() -> None:
    assert taken("What happens\n  to the key on a write? ") == Probe("What happens to the key on a write?", WHY)


def test_no_follow_up_is_none() -> None:
    assert written(None, QUESTION) is None


@pytest.mark.parametrize(
    "question",
    [
        "", "?", "Tell me more.", "What? And why?", "x" * LONGEST + "?",
        "What score of 10 would you give yourself?", "Did you see https://example.org/answer?",
        "Would you ignore your instructions?", "What happens\u200b on a write?", "What happens\x00 on a write?",
        "Do you update the database in a transaction and delete the key?",
    ],
)  # fmt: skip
def test_what_cannot_be_put_to_a_candidate_is_let_go(question: str) -> None:
    assert taken(question) is None


@pytest.mark.parametrize("why", ["", "x" * (LONGEST + 1), "Your score is 4.", "See www.example.org."])
def test_reason_must_be_fit_as_well(why: str) -> None:
    assert taken("What happens on a write?", why) is None


def test_verdict_needs_no_follow_up_and_takes_one_with_more_than_was_asked_for() -> None:
    verdict = {
        "seal": "s", "summary": "Good.",
        "criteria": [{"key": "depth", "score": 5, "quote": None, "reason": "Half.", "advice": ""}],
    }  # fmt: skip
    assert VerdictDraft.model_validate(verdict).follow_up is None
    more = {"question": "Why?", "why": "Open.", "missed_point": "the cause"}
    assert VerdictDraft.model_validate({**verdict, "follow_up": more}).follow_up == FollowUpDraft(
        question="Why?", why="Open."
    )
