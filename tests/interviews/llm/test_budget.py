"""The month's budget holds, however many ask at once; the breaker leaves a failing service alone."""

import threading
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.db import connection

from interview_coach.core.tenancy import tenant_scope
from interviews.evaluation.llm.config import read_models
from interviews.evaluation.llm.meter import Meter
from interviews.models import AICall, AIPolicy
from interviews.services.ai.breaker import Breaker
from interviews.services.ai.ledger import Purpose, close_call, forget_exchanges, open_call
from tests.llm_server import error

CONFIG = read_models('{"house": {"provider": "openai", "model": "x", "input_price": 1, "output_price": 1}}')["house"]


def reserve(policy, now, tokens_in=600, tokens_out=400):
    return open_call(policy=policy, config=CONFIG, purpose=Purpose("evaluation"), tokens_in=tokens_in,
                     tokens_out=tokens_out, now=now)  # fmt: skip


def close(row, used=100, exchange=None):
    meter = Meter(requests=1, input_tokens=used, exchange=exchange or {})
    close_call(row=row, config=CONFIG, meter=meter, outcome="ok", detail="", keeps=bool(exchange))


@pytest.fixture
def budgeted(acme):
    def make(**budget):
        with tenant_scope(acme.pk):
            return AIPolicy.objects.create(organization=acme, **budget)

    return make


@pytest.mark.django_db
def test_what_runs_is_set_aside_and_what_is_over_counts_as_used(acme, budgeted, now):
    policy = budgeted(monthly_token_budget=2000)
    with tenant_scope(acme.pk):
        first, second = reserve(policy, now), reserve(policy, now)
        assert [first.outcome, second.outcome, reserve(policy, now).outcome] == ["started", "started", "over_budget"]
        close(first)
        assert reserve(policy, now, 500, 400).outcome == "started"  # 100 used, 1000 and 900 set aside
        assert reserve(policy, now, 1, 0).outcome == "over_budget"


@pytest.mark.django_db
def test_cost_has_its_own_budget(acme, budgeted, now):
    policy = budgeted(monthly_cost_budget=Decimal("0.01"))
    with tenant_scope(acme.pk):
        assert reserve(policy, now, 9000, 1000).outcome == "started"
        assert reserve(policy, now, 1, 0).outcome == "over_budget"


@pytest.mark.django_db
def test_budget_begins_anew_each_month_in_utc(acme, budgeted):
    policy = budgeted(monthly_token_budget=1000)
    with tenant_scope(acme.pk):
        close(reserve(policy, datetime(2026, 3, 31, 23, 59, tzinfo=UTC)), used=1000)
        assert reserve(policy, datetime(2026, 3, 31, 23, 59, 59, tzinfo=UTC)).outcome == "over_budget"
        assert reserve(policy, datetime(2026, 4, 1, tzinfo=UTC)).outcome == "started"


@pytest.mark.django_db
def test_call_of_a_dead_worker_sets_nothing_aside_for_ever(acme, budgeted, now, settings):
    policy = budgeted(monthly_token_budget=1000)
    with tenant_scope(acme.pk):
        reserve(policy, now)
        assert reserve(policy, now + timedelta(seconds=settings.EVALUATION_LEASE_SECONDS)).outcome == "over_budget"
        assert reserve(policy, now + timedelta(seconds=settings.EVALUATION_LEASE_SECONDS + 1)).outcome == "started"


@pytest.mark.django_db
def test_another_tenants_calls_cost_nothing_here(acme, bravo, budgeted, now):
    policy = budgeted(monthly_token_budget=1000)
    with tenant_scope(bravo.pk):
        assert reserve(AIPolicy(organization=bravo), now, 10**6, 10**6).outcome == "started"
    with tenant_scope(acme.pk):
        assert reserve(policy, now).outcome == "started"


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite in memory fails where its file would wait")
@pytest.mark.django_db(transaction=True)
def test_eight_at_once_take_what_is_there_and_no_more(acme, budgeted, now):
    policy = budgeted(monthly_token_budget=5000)
    barrier, outcomes = threading.Barrier(8), []

    def ask():
        try:
            barrier.wait()
            with tenant_scope(acme.pk):
                outcomes.append(reserve(policy, now).outcome)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["over_budget"] * 3 + ["started"] * 5
    with tenant_scope(acme.pk):
        assert sum(AICall.objects.values_list("reserved_tokens", flat=True)) == 5000


@pytest.mark.django_db
def test_spent_budget_means_no_request_to_the_model(llm, policy, answered, evaluate, calls):
    policy(monthly_token_budget=100)
    feedback = evaluate(answered)
    (call,) = calls()
    assert llm.requests == []
    assert (call.outcome, call.attempts, call.input_tokens, call.reserved_tokens) == ("over_budget", 0, 0, 0)
    assert feedback.fallback_reason.endswith("this month's budget for language models is spent.")


@pytest.mark.django_db
def test_exchanges_are_forgotten_when_their_time_is_over(acme, bravo, budgeted, now):
    policy = budgeted(retention_days=7)
    with tenant_scope(acme.pk):
        for days in (8, 6):
            close(reserve(policy, now - timedelta(days=days)), exchange={"messages": ["a\x00b"]})
    assert (forget_exchanges(now=now), forget_exchanges(now=now)) == (1, 0)
    with tenant_scope(acme.pk):
        assert list(AICall.objects.order_by("started_at").values_list("exchange", flat=True)) == [
            {}, {"messages": ["a\N{REPLACEMENT CHARACTER}b"]},
        ]  # fmt: skip


@pytest.mark.django_db
def test_exchanges_go_at_once_where_nothing_is_kept_any_more(acme, budgeted, now):
    policy = budgeted(retention_days=7)
    with tenant_scope(acme.pk):
        close(reserve(policy, now - timedelta(hours=1)), exchange={"messages": ["text"]})
        policy.retention_days = None
        policy.save()
    assert forget_exchanges(now=now) == 1


def test_breaker_opens_at_the_limit_and_lets_one_try_after_its_pause(now, settings):
    settings.LLM_BREAKER_FAILURES, settings.LLM_BREAKER_SECONDS = 3, 60
    breaker = Breaker("house")
    for _ in range(2):
        breaker.failed(now)
    assert breaker.lets_through(now)
    breaker.failed(now)
    assert not breaker.lets_through(now + timedelta(seconds=59))
    later = now + timedelta(seconds=60)
    assert [breaker.lets_through(later), breaker.lets_through(later)] == [True, False]
    breaker.failed(later)
    assert not breaker.lets_through(later + timedelta(seconds=59))
    assert breaker.lets_through(later + timedelta(seconds=60))
    breaker.succeeded()
    assert [breaker.lets_through(later), breaker.lets_through(later)] == [True, True]


def test_success_in_between_starts_the_count_anew(now, settings):
    settings.LLM_BREAKER_FAILURES = 2
    breaker = Breaker("house")
    breaker.failed(now)
    breaker.succeeded()
    breaker.failed(now)
    assert breaker.lets_through(now)


def test_breaker_of_one_model_is_not_anothers(now, settings):
    settings.LLM_BREAKER_FAILURES = 1
    Breaker("house").failed(now)
    assert (Breaker("house").lets_through(now), Breaker("other").lets_through(now)) == (False, True)


def test_breaker_without_a_cache_is_closed(now, settings, monkeypatch):
    settings.LLM_BREAKER_FAILURES = 1
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache",
                                   "LOCATION": "redis://127.0.0.1:9/0"}}  # fmt: skip
    breaker = Breaker("house")
    breaker.failed(now)
    breaker.succeeded()
    assert breaker.lets_through(now)


@pytest.mark.django_db
def test_open_breaker_means_no_request_to_the_model(llm, policy, answered, evaluate, calls, settings, models, bob, now):
    from interviews.services.answers import evaluate_again

    settings.LLM_BREAKER_FAILURES = 1
    models(house={"attempts": 1})
    llm.usual = error(500)
    evaluate(answered)
    with bob.scope():
        evaluate_again(actor=bob.actor, answer_uuid=answered.uuid, now=now + timedelta(minutes=2))
    feedback = evaluate(answered, now + timedelta(minutes=2, seconds=30))
    assert len(llm.requests) == 1
    assert [call.outcome for call in calls()] == ["server_error", "circuit_open"]
    assert feedback.fallback_reason.endswith("the language model failed too often and is left alone for a while.")


@pytest.mark.django_db
def test_candidate_cannot_open_the_breaker(llm, policy, answered, evaluate, settings, now):
    from tests.llm_server import Reply, wrong_schema

    settings.LLM_BREAKER_FAILURES = 1
    llm.usual = Reply(says=wrong_schema)
    evaluate(answered)
    assert Breaker("house").lets_through(now)
    assert cache.get(Breaker("house")._key("until")) is None
