"""Sittings for tests, made by the services that make them in the product."""

from datetime import timedelta

import pytest

from interviews.services.answers import submit_answer
from interviews.services.evaluation import evaluate_answer
from interviews.services.questions import next_question, start_interview

GOOD = (
    "I would read the cache first and go to the database on a miss. When something is written, the database changes in "
    "a transaction and the key is deleted afterwards, because then the next reader loads fresh data. A short time to "
    "live bounds staleness, for example 60 seconds, and one lock for each key prevents a stampede."
)


@pytest.fixture
def sitting(bob, library, now):
    """Bob's open interview of five questions, the first one handed out."""
    with bob.scope():
        interview, slot = start_interview(
            actor=bob.actor, now=now, field="software_engineering", level="mid", questions_total=5
        )
    interview.first_slot = slot
    return interview


@pytest.fixture
def answered(bob, sitting, now):
    """An answer of Bob's to his first question, waiting for its evaluation."""
    with bob.scope():
        _, answer, _ = submit_answer(
            actor=bob.actor, interview_uuid=sitting.uuid, question_uuid=sitting.first_slot.question.uuid, text=GOOD,
            time_spent_seconds=60, now=now + timedelta(minutes=1),
        )  # fmt: skip
    return answer


@pytest.fixture
def evaluated(bob, answered, now):
    """The same answer, evaluated."""
    later = now + timedelta(minutes=2)
    assert evaluate_answer(answer_id=answered.pk, organization_id=answered.organization_id, clock=lambda: later)
    with bob.scope():
        answered.refresh_from_db()
    return answered


@pytest.fixture
def answer_next(bob):
    """Answer the next question of an interview and evaluate it; return the answer."""

    def answer(interview, now, text=GOOD):
        with bob.scope():
            _, slot = next_question(actor=bob.actor, interview_uuid=interview.uuid, now=now)
            _, given, _ = submit_answer(
                actor=bob.actor, interview_uuid=interview.uuid, question_uuid=slot.question.uuid, text=text,
                time_spent_seconds=60, now=now,
            )  # fmt: skip
            evaluate_answer(answer_id=given.pk, organization_id=given.organization_id, clock=lambda: now)
            given.refresh_from_db()
        return given

    return answer
