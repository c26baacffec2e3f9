"""A candidate may have the same words judged by a language model a few times, not until the score pleases."""

import pytest

from interviews.models import Answer
from interviews.services.ai.governing import say_to_ai
from interviews.services.answers.queueing import CALLS_FOR_A_WORDING

pytestmark = pytest.mark.django_db

USED_UP = (409, "evaluations_used_up")


@pytest.fixture
def ask(answered, evaluate_all):
    """Ask for another evaluation and have it done; return status and code."""

    def again(person):
        response = person.client.post(f"/api/v1/answers/{answered.uuid}/evaluate/")
        evaluate_all()
        return response.status_code, response.json().get("code")

    return again


@pytest.fixture
def used_up(bob, policy, answered, evaluate, ask):
    """Bob's answer, about which as many calls were made as he may ask for."""
    evaluate(answered)
    asked = [ask(bob) for _ in range(CALLS_FOR_A_WORDING - 1)]
    assert asked == [(202, None)] * (CALLS_FOR_A_WORDING - 1)
    return answered


def test_candidate_is_refused_once_the_calls_are_used_up(bob, used_up, ask, llm):
    assert ask(bob) == USED_UP
    with bob.scope():
        assert Answer.objects.get().evaluation_number == len(llm.requests) == CALLS_FOR_A_WORDING


def test_coach_is_not(dana, used_up, ask, llm):
    assert [ask(dana), ask(dana)] == [(202, None)] * 2
    assert len(llm.requests) == CALLS_FOR_A_WORDING + 2


def test_other_words_begin_anew(bob, used_up, ask):
    bob.client.patch(f"/api/v1/answers/{used_up.uuid}/", {"text": used_up.text + " And I would measure the hit rate."})
    assert [ask(bob) for _ in range(5)] == [(202, None)] * CALLS_FOR_A_WORDING + [USED_UP] * 2


def test_what_failed_may_be_asked_for_again(bob, used_up, ask):
    with bob.scope():
        Answer.objects.update(evaluation_status="failed")
    assert ask(bob) == (202, None)


def test_embedded_evaluator_may_always_be_asked_again(bob, used_up, ask, policy):
    policy(evaluator="embedded", model="")
    assert [ask(bob), ask(bob)] == [(202, None)] * 2


def test_who_lets_no_model_read_may_always_ask_again(bob, used_up, ask, now):
    with bob.scope():
        say_to_ai(actor=bob.actor, given=False, now=now)
    assert [ask(bob), ask(bob)] == [(202, None)] * 2


def test_calls_that_were_not_made_do_not_count(bob, policy, answered, evaluate, ask, llm):
    policy(monthly_token_budget=1)
    evaluate(answered)
    assert [ask(bob) for _ in range(CALLS_FOR_A_WORDING + 1)] == [(202, None)] * (CALLS_FOR_A_WORDING + 1)
    assert llm.requests == []
