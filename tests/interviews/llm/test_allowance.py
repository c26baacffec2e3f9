"""What is set aside for a call is the most it can use, whatever the service and the model make of it."""

import json

import pytest

from interviews.evaluation.llm.evaluator import terms_of
from interviews.evaluation.llm.meter import allowance_for, prompt_tokens, tokens_in
from interviews.services.ai.models import configured_models
from interviews.services.judging import as_rubric, brief_of, rubric_of, text_of
from tests.llm_server import Reply, error, inventing

pytestmark = pytest.mark.django_db

EMOJI = ' I read the “cache” first 🚀🚀🚀, then the database 🗄: {"key": "deleted"}.'


@pytest.fixture
def prompt_of(bob, settings):
    def make(answer):
        with bob.scope():
            answer.refresh_from_db()
            rubric = as_rubric(rubric_of(answer))
            return terms_of(brief_of(answer), rubric, text_of(answer), settings.SECRET_KEY.encode()).prompt

    return make


@pytest.mark.parametrize(
    ("text", "tokens"),
    [("", 0), ("abc", 1), ("abcd ef", 3), ("a1.", 3), ("é", 2), ("缓存", 6), ("🚀", 4), ("\ud800", 1)],
)
def test_tokens_are_counted_by_bytes_where_tokenizers_fall_back_to_them(text, tokens):
    assert tokens_in(text) == tokens


def test_repeats_and_repeated_asking_together_stay_within_what_was_set_aside(
    llm, policy, answered, evaluate, calls, prompt_of
):
    prompt, config = prompt_of(answered), configured_models()["house"]
    most = allowance_for(prompt, config)
    policy(monthly_token_budget=most.tokens_in + most.tokens_out)
    bad = Reply(says=inventing, tokens=(prompt_tokens(prompt), config.max_output_tokens))
    llm.script = [bad, error(500), bad, error(500), bad, bad, Reply()]
    evaluate(answered)
    (call,) = calls()
    assert (call.outcome, call.attempts, len(llm.requests)) == ("bad_output", 5, 5)
    assert (call.input_tokens, call.output_tokens) == (3 * prompt_tokens(prompt), 3 * config.max_output_tokens)
    assert call.input_tokens <= most.tokens_in
    assert call.output_tokens <= most.tokens_out


def test_call_that_a_token_is_missing_for_is_not_made(llm, policy, answered, evaluate, calls, prompt_of):
    most = allowance_for(prompt_of(answered), configured_models()["house"])
    policy(monthly_token_budget=most.tokens_in + most.tokens_out - 1)
    evaluate(answered)
    assert ([call.outcome for call in calls()], llm.requests) == (["over_budget"], [])


def test_verdict_that_takes_a_book_to_complain_of_is_not_asked_for_again(
    llm, policy, answered, evaluate, calls, prompt_of
):
    llm.usual = Reply(says=lambda seen: {f"point {number}": "good" for number in range(3000)})
    feedback = evaluate(answered)
    (call,) = calls()
    most = allowance_for(prompt_of(answered), configured_models()["house"])
    assert sum(tokens_in(json.dumps(seen.body, ensure_ascii=False)) for seen in llm.requests) <= most.tokens_in
    assert (call.outcome, call.attempts) == ("bad_output", len(llm.requests))
    assert feedback.fallback_reason.endswith("the model's verdicts took up what was set aside for them.")


@pytest.mark.parametrize("more", ["", EMOJI])
@pytest.mark.parametrize("output", ["tool", "native", "prompted"])
@pytest.mark.parametrize("provider", ["openai", "anthropic"])
def test_first_request_holds_no_more_than_the_prompt_is_counted_for(
    llm, models, policy, answered, evaluate, reword, prompt_of, provider, output, more
):
    url = llm.url if provider == "openai" else llm.url.removesuffix("/v1")
    models(house={"provider": provider, "model": "claude-sonnet-4-6", "base_url": url, "output": output})
    llm.usual = error(401)
    evaluate(reword(answered, answered.text + more))
    (seen,) = llm.requests
    assert more in seen.message
    assert tokens_in(json.dumps(seen.body, ensure_ascii=False)) <= prompt_tokens(prompt_of(answered))
