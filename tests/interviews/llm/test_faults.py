"""Each way a model's service fails: the embedded evaluator serves and says so, the ledger says what it was."""

import logging

import pytest

from interviews.models import Answer, Feedback
from interviews.services.ai.breaker import Breaker
from interviews.services.judging import judge
from tests.llm_server import KEY, Reply, error, inventing, leaking, obedient, without_last, wrong_schema

pytestmark = pytest.mark.django_db

# Seconds: what hangs is given up soon, and what answers in the end has time even on a busy machine.
QUICK, FAIR, SLOW = 0.3, 2.0, 20.0
ALWAYS = {
    "429": (error(429), "rate_limited", 3),
    "500": (error(500), "server_error", 3),
    "401": (error(401), "server_error", 1),
    "hang": (Reply(hangs=True), "timeout", 3),
    "reset": (Reply(resets=True), "unreachable", 3),
    "reset midway": (Reply(resets_midway=True), "unreachable", 3),
    "truncated": (Reply(truncated=True), "bad_output", 3),
    "wrong schema": (Reply(says=wrong_schema), "bad_output", 3),
    "invented quote": (Reply(says=inventing), "bad_output", 3),
    "criterion missing": (Reply(says=without_last), "bad_output", 3),
    "refusal": (Reply(refuses=True), "refused", 1),
    "seal in the summary": (Reply(says=leaking), "manipulated", 3),
}


@pytest.mark.parametrize("streams", [True, False])
@pytest.mark.parametrize("fault", ALWAYS)
def test_embedded_evaluator_serves_and_says_so(llm, models, policy, answered, evaluate, calls, fault, streams):
    models(house={"streams": streams, "timeout": QUICK if fault == "hang" else SLOW})
    llm.usual, outcome, requests = ALWAYS[fault]
    if fault == "reset midway" and not streams:
        pytest.skip("there is no midway in an answer of one piece")
    feedback = evaluate(answered)
    (call,) = calls()
    assert (feedback.evaluator, feedback.components, feedback.disagreement) == ("embedded", [], None)
    assert feedback.fallback_reason.startswith("Scored by the embedded evaluator: the model")
    assert (call.outcome, call.attempts, call.reserved_tokens) == (outcome, requests, 0)
    assert len(llm.requests) == requests


ONCE = {
    "429": error(429, **{"Retry-After": "0"}),
    "500": error(500),
    "503": error(503),
    "hang": Reply(hangs=True),
    "reset": Reply(resets=True),
    "reset midway": Reply(resets_midway=True),
    "truncated": Reply(truncated=True),
    "wrong schema": Reply(says=wrong_schema),
    "criterion missing": Reply(says=without_last),
    "seal in the summary": Reply(says=leaking),
}


@pytest.mark.parametrize("fault", ONCE)
def test_passing_fault_costs_a_repeat_only(llm, models, policy, answered, evaluate, calls, fault):
    models(house={"timeout": FAIR if fault == "hang" else SLOW})
    llm.script = [ONCE[fault]]
    feedback = evaluate(answered)
    (call,) = calls()
    assert (feedback.evaluator, feedback.fallback_reason) == ("llm+embedded", "")
    assert (call.outcome, call.attempts) == ("ok", 2)


def test_fault_of_the_service_costs_no_tokens(llm, policy, answered, evaluate, calls):
    llm.usual = error(500)
    evaluate(answered)
    (call,) = calls()
    assert (call.input_tokens, call.output_tokens, call.cost) == (0, 0, 0)


def test_verdict_that_cannot_stand_costs_its_tokens(llm, policy, answered, evaluate, calls):
    llm.usual = Reply(says=inventing)
    evaluate(answered)
    (call,) = calls()
    assert call.input_tokens > 0
    assert call.cost > 0


def test_tokens_are_estimated_where_the_service_does_not_count(llm, policy, answered, evaluate, calls):
    llm.usual = Reply(counts=False)
    evaluate(answered)
    (call,) = calls()
    assert call.input_tokens > len(answered.text) // 4
    assert call.output_tokens > 0


def test_nothing_listening_is_unreachable(models, policy, answered, evaluate, calls):
    models(house={"base_url": "http://127.0.0.1:9/v1"})
    assert evaluate(answered).evaluator == "embedded"
    assert [call.outcome for call in calls()] == ["unreachable"]


def test_model_that_cannot_do_what_it_is_configured_for_is_a_fault_of_the_service(
    llm, models, policy, answered, evaluate, calls, settings, caplog, now
):
    settings.LLM_BREAKER_FAILURES = 1
    models(house={"provider": "anthropic", "model": "claude-2", "base_url": llm.url.removesuffix("/v1"),
                  "output": "native"})  # fmt: skip
    feedback = evaluate(answered)
    (call,) = calls()
    assert (llm.requests, feedback.evaluator) == ([], "embedded")
    assert (call.outcome, call.attempts, call.detail) == (
        "server_error", 0, "the model could not be asked as it is configured (UserError)",
    )  # fmt: skip
    assert feedback.fallback_reason == f"Scored by the embedded evaluator: {call.detail}."
    assert [record.error for record in caplog.records if record.message == "llm_call_broke"] == ["UserError"]
    assert not Breaker("house").lets_through(now)


def test_what_breaks_in_us_beside_the_call_is_not_hidden(llm, policy, answered, bob, settings, now):
    settings.LLM_BREAKER_FAILURES = None  # no number to count up to
    llm.usual = error(401)
    with bob.scope(), pytest.raises(TypeError):
        judge(answered, clock=lambda: now)


@pytest.mark.parametrize("broken", ["{", '{"house": 3}', '{"other": {"provider": "openai", "model": "x"}}', ""])
def test_unconfigured_model_falls_back_without_a_call(llm, policy, settings, answered, evaluate, calls, broken):
    settings.LLM_MODELS = broken
    feedback = evaluate(answered)
    assert feedback.fallback_reason == "Scored by the embedded evaluator: the language model is not configured."
    assert (calls(), llm.requests) == ([], [])


@pytest.mark.parametrize("reply", [error(401), error(500), Reply(says=obedient), Reply(truncated=True)])
def test_key_is_in_no_row_and_no_log(llm, policy, answered, evaluate, calls, bob, caplog, reply):
    policy(retention_days=1)
    caplog.set_level(logging.DEBUG)
    llm.usual = reply
    evaluate(answered)
    with bob.scope():
        rows = [*Feedback.objects.values(), *Answer.objects.values(), *(vars(call) for call in calls())]
    assert KEY not in str(rows)
    assert KEY not in caplog.text + "".join(str(record.__dict__) for record in caplog.records)
