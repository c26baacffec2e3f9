"""An answer judged by a language model over real HTTP: what is stored, told and written down."""

from datetime import timedelta
from decimal import Decimal

import pytest

from interviews.evaluation import CriterionScore
from interviews.evaluation.embedded import EmbeddedEvaluator
from interviews.evaluation.llm.evaluator import LLMEvaluator
from interviews.evaluation.llm.prompt import PROMPT_VERSION
from interviews.services.answers import revise_answer
from interviews.services.evaluation import take_up
from interviews.services.progress import progress_of
from tests.llm_server import KEY, VERSION, Reply, inventing, scoring

pytestmark = pytest.mark.django_db


@pytest.fixture(params=("openai", "anthropic"))
def provider(request, models, llm, policy):
    """The same model behind either protocol."""
    url = llm.url if request.param == "openai" else llm.url.removesuffix("/v1")
    models(house={"provider": request.param, "model": "claude-test", "base_url": url})
    return request.param


def test_score_is_the_models_and_the_embedded_ones(llm, provider, answered, evaluate):
    feedback = evaluate(answered)
    model, embedded = feedback.components
    assert len(llm.requests) == 1
    assert (feedback.evaluator, feedback.ai_model, feedback.prompt_version) == ("llm+embedded", "house", "judge-1")
    assert (model["evaluator"], model["model"], model["model_version"], model["score"]) == (
        "llm",
        "house",
        VERSION,
        7.0,
    )
    assert (embedded["evaluator"], embedded["criteria"].keys()) == ("embedded", model["criteria"].keys())
    assert model["weight"] + embedded["weight"] == 1
    assert (model["evaluator_version"], embedded["evaluator_version"]) == (PROMPT_VERSION, EmbeddedEvaluator.version)
    assert feedback.evaluator_version == LLMEvaluator.version == f"1.0+{EmbeddedEvaluator.version}"
    assert feedback.score == pytest.approx(0.65 * 7.0 + 0.35 * embedded["score"], abs=1e-3)
    assert feedback.disagreement == pytest.approx(abs(7.0 - embedded["score"]), abs=1e-3)
    assert feedback.fallback_reason == ""
    assert feedback.ai_temperature == 0.0


def test_quotes_stand_in_the_answer(provider, answered, evaluate):
    feedback = evaluate(answered)
    points = [point for point in feedback.strengths + feedback.improvements if point["quote"] is not None]
    assert points
    assert [answered.text[p["start"] : p["end"]] for p in points] == [p["quote"] for p in points]


def test_ledger_tells_of_the_call(provider, answered, evaluate, calls, bob):
    feedback = evaluate(answered)
    (call,) = calls()
    assert (call.purpose, call.outcome, call.provider, call.model) == ("evaluation", "ok", provider, "house")
    assert (call.model_version, call.prompt_version, call.attempts) == (VERSION, "judge-1", 1)
    assert (call.user_id, call.answer_id, call.reserved_tokens, call.exchange) == (bob.user.pk, answered.pk, 0, {})
    assert feedback.ai_tokens_used == call.input_tokens + call.output_tokens > 0
    priced = (Decimal(2) * call.input_tokens + Decimal(10) * call.output_tokens) / 1_000_000
    assert call.cost == priced.quantize(Decimal("0.000001"))
    assert call.milliseconds > 0


def test_criteria_are_told_one_by_one_before_the_feedback(provider, answered, evaluate, progress, happened, bob):
    feedback = evaluate(answered)
    told = progress()
    assert [(data["criterion"], data["score"]) for data in told] == [
        (criterion["key"], round(criterion["score"], 2)) for criterion in feedback.criteria
    ]
    total = len(feedback.criteria)
    assert [(data["done"], data["total"]) for data in told] == [(n, total) for n in range(1, total + 1)]
    assert happened(bob, answered.interview)[-total - 2 :] == [
        "evaluation.started", *["evaluation.progress"] * total, "feedback.ready",
    ]  # fmt: skip


def test_each_criterion_keeps_its_quote_with_its_place_also_where_it_is_no_strength(
    llm, policy, answered, evaluate, bob, progress
):
    llm.usual = Reply(says=scoring(6.0))
    feedback = evaluate(answered)
    quotes = [criterion["quote"] for criterion in feedback.criteria]
    assert quotes == [said["quote"] for said in scoring(6.0)(llm.requests[0])["criteria"]]
    assert quotes == [answered.text[criterion["start"] : criterion["end"]] for criterion in feedback.criteria]
    shown = bob.client.get(f"/api/v1/answers/{answered.uuid}/feedback/").json()
    assert [(row["quote"], row["start"], row["end"]) for row in shown["criteria"]] == [
        (criterion["quote"], criterion["start"], criterion["end"]) for criterion in feedback.criteria
    ]


def test_criterion_without_a_quote_has_no_place(llm, policy, answered, evaluate):
    def unquoted(seen):
        verdict = scoring(0.0)(seen)
        return {**verdict, "criteria": [{**item, "quote": None} for item in verdict["criteria"]]}

    llm.usual = Reply(says=unquoted)
    feedback = evaluate(answered)
    assert feedback.evaluator == "llm+embedded"
    assert feedback.components[0]["score"] == 0.0  # below the rubric's lowest level, as a person may score
    assert {(row["quote"], row["start"], row["end"]) for row in feedback.criteria} == {(None, None, None)}


def test_service_that_streams_nothing_is_asked_in_one_piece(llm, policy, answered, evaluate, calls, progress):
    llm.usual = Reply(ignores_stream=True)
    feedback = evaluate(answered)
    assert feedback.evaluator == "llm+embedded"
    assert [seen.streams for seen in llm.requests] == [True, False]
    assert len(progress()) == len(feedback.criteria)


def test_progress_is_told_while_the_lease_stands_only(answered, bob, now, progress):
    criterion = CriterionScore("depth", "Depth", 25, 7.25, "Because.")
    with bob.scope():
        job = take_up(answer_id=answered.pk, now=now + timedelta(minutes=2))
        tell = progress_of(job.answer, job.lease, lambda: now + timedelta(minutes=3))
        tell(criterion, 1, 5)
        revise_answer(actor=bob.actor, answer_uuid=answered.uuid, text="Another.", now=now + timedelta(minutes=4))
        tell(criterion, 2, 5)
    assert progress() == [
        {"answer": str(answered.uuid), "number": 1, "criterion": "depth", "label": "Depth", "score": 7.25, "done": 1,
         "total": 5}
    ]  # fmt: skip


@pytest.mark.parametrize("output", ["tool", "native", "prompted"])
def test_verdict_is_asked_for_in_each_way(llm, models, policy, answered, evaluate, output):
    models(house={"output": output})
    assert evaluate(answered).evaluator == "llm+embedded"
    assert ("tools" in llm.requests[0].body) == (output == "tool")


def test_answer_is_never_in_the_system_role(llm, policy, answered, evaluate):
    evaluate(answered)
    (seen,) = llm.requests
    assert answered.text in seen.message
    assert answered.text[:40] not in seen.system
    assert seen.headers["authorization"] == f"Bearer {KEY}"


def test_invented_quote_is_asked_for_again(llm, policy, answered, evaluate, calls):
    llm.script = [Reply(says=inventing)]
    feedback = evaluate(answered)
    (call,) = calls()
    assert feedback.evaluator == "llm+embedded"
    assert (len(llm.requests), call.attempts, call.outcome) == (2, 2, "ok")
    again = str(llm.requests[1].body["messages"][-1])
    assert "the quote is not in the answer" in again
    assert "rebuilt the whole system" not in again


@pytest.mark.parametrize("score", [2.0, 9.0])
def test_confidence_falls_with_disagreement(llm, policy, answered, evaluate, score):
    llm.usual = Reply(says=scoring(score))
    far = evaluate(answered)
    embedded = far.components[1]
    agreed = 0.65 * far.components[0]["confidence"] + 0.35 * embedded["confidence"]
    assert far.ai_confidence_score == pytest.approx(agreed * (1 - far.disagreement / 10), abs=1e-3)


def test_exchange_is_kept_only_where_the_policy_says_so(llm, policy, answered, evaluate, calls):
    policy(retention_days=30)
    evaluate(answered)
    (call,) = calls()
    assert "I would read the cache first" in str(call.exchange["messages"])
    assert KEY not in str(call.exchange)
