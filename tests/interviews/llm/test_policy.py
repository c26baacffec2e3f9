"""The tenant's policy and the person's consent: who may say what, and what follows for the next answer."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import ActivityLog, Role
from interviews.models import AIConsent, AIPolicy

pytestmark = pytest.mark.django_db
CONSENT = "/api/v1/users/me/ai-consent/"


def url(organization):
    return f"/api/v1/organizations/{organization.uuid}/ai-policy/"


@pytest.fixture
def admin(acme, sign_in):
    return sign_in(acme, Role.ADMIN, email="ada@acme.example")


def test_policy_of_an_organization_without_one_is_the_default(alice, acme):
    shown = alice.client.get(url(acme)).json()
    assert shown == {
        "evaluator": "embedded", "model": "", "challenger": "", "challenger_model": "", "requires_consent": False,
        "retention_days": None, "challenger_share": 0.5, "monthly_token_budget": None, "monthly_cost_budget": None,
        "review_below_confidence": 0.35, "review_above_disagreement": 2.5,
        "review_flags": ["copied_sample", "injected_instructions"], "reviewers_needed": 1, "gate_fewest_anchors": 10,
        "gate_most_mae": 2.5, "gate_most_bias": 1.5, "gate_least_kappa": 0.4, "follow_ups_per_question": 1,
    }  # fmt: skip


def test_operator_chooses_for_organizations_without_a_policy(alice, acme, models, settings, llm, answered, evaluate):
    settings.EVALUATOR = "llm"
    assert alice.client.get(url(acme)).json()["evaluator"] == "llm"
    assert (evaluate(answered).ai_model, len(llm.requests)) == ("house", 1)


@pytest.mark.parametrize("who", ["bob", "dana"])
def test_member_reads_and_does_not_change(request, acme, alice, who):
    person = request.getfixturevalue(who)
    shown = person.client.get(url(acme)).json()
    assert shown["evaluator"] == "embedded"
    assert ("monthly_cost_budget" in shown) == (who == "dana")
    assert person.client.patch(url(acme), {"requires_consent": True}).status_code == 403


@pytest.mark.parametrize("who", ["alice", "admin"])
def test_owner_and_admin_change_it_on_record(request, acme, models, who):
    person = request.getfixturevalue(who)
    changes = {"evaluator": "llm", "model": "house", "monthly_cost_budget": 12.345, "retention_days": 7}
    answer = person.client.patch(url(acme), changes)
    assert answer.status_code == 200, answer.data
    assert {name: answer.json()[name] for name in changes} == {**changes, "monthly_cost_budget": 12.35}
    with person.scope():
        line = ActivityLog.objects.get(action_type="ai_policy_change")
    assert (line.metadata["before"]["evaluator"], line.metadata["after"]["evaluator"]) == ("embedded", "llm")


def test_policy_of_another_organization_is_not_there(charlie, acme, bravo, alice, problem):
    assert problem(charlie.client.get(url(acme))) == (404, "not_found")
    assert problem(charlie.client.patch(url(acme), {"requires_consent": True})) == (404, "not_found")
    charlie.client.patch(url(bravo), {"requires_consent": True})
    assert alice.client.get(url(acme)).json()["requires_consent"] is False


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"evaluator": "llm", "model": "nobody's"}, "model", "invalid_choice"),
        ({"model": "nobody's"}, "model", "invalid_choice"),
        ({"challenger": "embedded"}, "challenger", "invalid_choice"),
        ({"challenger_model": "nobody's"}, "challenger_model", "invalid_choice"),
        ({"evaluator": "oracle"}, "evaluator", "invalid_choice"),
        ({"challenger_share": 1.5}, "challenger_share", "max_value"),
        ({"challenger_share": "half"}, "challenger_share", "invalid"),
        ({"monthly_token_budget": -1}, "monthly_token_budget", "min_value"),
        ({"monthly_cost_budget": True}, "monthly_cost_budget", "invalid"),
        ({"retention_days": 0}, "retention_days", "min_value"),
        ({"reviewers_needed": 3}, "reviewers_needed", "max_value"),
        ({"requires_consent": None}, "requires_consent", "null"),
        ({"api_key": "x"}, "api_key", "unknown_field"),
    ],
)
def test_policy_that_cannot_be_is_refused(alice, acme, models, error_codes, changes, field, code):
    assert error_codes(alice.client.patch(url(acme), changes)) == [(field, code)]
    with alice.scope():
        assert AIPolicy.objects.count() == 0


@pytest.mark.parametrize("arm", [("evaluator", "model"), ("challenger", "challenger_model")])
def test_model_without_a_name_is_the_first_that_is_configured(alice, acme, models, error_codes, settings, arm):
    kind, model = arm
    models(first={}, second={})
    assert alice.client.patch(url(acme), {kind: "llm"}).json()[model] == ""
    with alice.scope():
        line = ActivityLog.objects.filter(action_type="calibration_gate").get()
    assert line.metadata["model"] == "first"
    settings.LLM_MODELS = ""
    assert error_codes(alice.client.patch(url(acme), {kind: "llm", model: "first"})) == [(model, "invalid_choice")]


def test_arms_are_the_same_where_one_names_the_first_model_and_the_other_none(alice, acme, models, error_codes):
    changes = {"evaluator": "llm", "challenger": "llm", "challenger_model": "house"}
    assert error_codes(alice.client.patch(url(acme), changes)) == [("challenger", "invalid_choice")]


def test_rest_of_the_policy_changes_where_the_operators_choice_is_a_model(alice, acme, models, settings):
    settings.EVALUATOR = "llm"
    answer = alice.client.patch(url(acme), {"requires_consent": True})
    assert (answer.status_code, answer.json()["evaluator"], answer.json()["model"]) == (200, "llm", "")


def test_rest_of_the_policy_changes_and_the_way_out_is_open_where_a_model_is_gone(alice, acme, policy, settings):
    settings.LLM_MODELS = ""
    assert alice.client.patch(url(acme), {"requires_consent": True}).json()["requires_consent"] is True
    assert alice.client.patch(url(acme), {"evaluator": "embedded"}).json()["evaluator"] == "embedded"
    assert alice.client.patch(url(acme), {"evaluator": "llm"}).status_code == 400


def test_nobody_said_anything_at_first(bob):
    assert bob.client.get(CONSENT).json() == {
        "given": None, "required": False, "uses_language_model": False, "evaluator": "embedded", "model": "",
        "retention_days": None,
    }  # fmt: skip


def test_what_is_said_last_counts_and_is_on_record(bob, policy):
    assert bob.client.put(CONSENT, {"given": True}).json()["given"] is True
    assert bob.client.put(CONSENT, {"given": False}).json()["given"] is False
    assert bob.client.get(CONSENT).json()["uses_language_model"] is True
    with bob.scope():
        assert list(AIConsent.objects.order_by("pk").values_list("given", flat=True)) == [True, False]
        assert ActivityLog.objects.filter(action_type="ai_consent", user=bob.user).count() == 2


@pytest.mark.parametrize("body", [{}, {"given": None}, {"given": "yes"}, {"given": True, "more": 1}])
def test_consent_is_a_plain_word(bob, body):
    assert bob.client.put(CONSENT, body).status_code == 400


def test_empty_form_is_no_word(bob):
    empty = bob.client.generic("PUT", CONSENT, "", content_type="application/x-www-form-urlencoded")
    assert empty.status_code == 400
    assert bob.client.get(CONSENT).json()["given"] is None


def test_opted_out_means_no_request_to_the_model(bob, llm, policy, answered, evaluate, calls):
    bob.client.put(CONSENT, {"given": False})
    feedback = evaluate(answered)
    assert (llm.requests, calls()) == ([], [])
    assert feedback.fallback_reason == ("Scored by the embedded evaluator: the candidate opted out of language models.")


def test_opting_out_elsewhere_or_by_another_changes_nothing(emil, charlie, llm, policy, answered, evaluate):
    for other in (emil, charlie):
        other.client.put(CONSENT, {"given": False})
    assert evaluate(answered).evaluator == "llm+embedded"
    assert len(llm.requests) == 1


@pytest.mark.parametrize(("said", "requests"), [(None, 0), (False, 0), (True, 1)])
def test_consent_can_be_required(bob, llm, policy, answered, evaluate, said, requests):
    policy(requires_consent=True)
    if said is not None:
        bob.client.put(CONSENT, {"given": said})
    evaluate(answered)
    assert len(llm.requests) == requests


def test_challenger_asks_no_model_either_for_who_opted_out(bob, llm, policy, answered, evaluate):
    policy(evaluator="embedded", challenger="llm", challenger_model="house")
    bob.client.put(CONSENT, {"given": False})
    evaluate(answered)
    assert llm.requests == []


def test_back_office_changes_the_policy_by_the_same_rules(alice, acme, policy, settings):
    client = Client()
    client.force_login(alice.user)
    with alice.scope():
        row = AIPolicy.objects.get()
        page = reverse("admin:interviews_aipolicy_change", args=[row.pk])
    form = {
        "evaluator": "llm", "model": "", "challenger": "", "challenger_model": "", "challenger_share": "0.5",
        "review_below_confidence": "0.35", "review_above_disagreement": "2.5", "review_flags": "[]",
        "reviewers_needed": "1", "gate_fewest_anchors": "10", "gate_most_mae": "1.5", "gate_most_bias": "1",
        "gate_least_kappa": "0.5", "follow_ups_per_question": "1",
    }  # fmt: skip
    settings.LLM_MODELS = ""
    assert "No such model" in client.post(page, form).content.decode()
    assert client.post(page, {**form, "evaluator": "embedded"}).status_code == 302
    with alice.scope():
        assert AIPolicy.objects.get().evaluator == "embedded"


@pytest.mark.parametrize(("days", "told"), [(3, "1 calls this month"), (40, "0 calls this month: 0 tokens, $0.00")])
def test_ledger_is_shown_with_the_months_total(alice, policy, answered, evaluate, clock, now, days, told):
    evaluate(answered)
    clock.move_to(now + timedelta(days=days))
    client = Client()
    client.force_login(alice.user)
    assert told in client.get(reverse("admin:interviews_aicall_changelist")).content.decode()


def test_ledger_of_another_tenant_is_not_shown(charlie, policy, answered, evaluate, calls):
    evaluate(answered)
    client = Client()
    client.force_login(charlie.user)
    (call,) = calls()
    assert client.get(reverse("admin:interviews_aicall_change", args=[call.pk])).status_code == 302
    assert "house" not in client.get(reverse("admin:interviews_aicall_changelist")).content.decode()
