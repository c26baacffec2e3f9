"""A/B tests: both arms judge, one is shown, always the same; ratings go to the arm that was shown."""

from collections import Counter
from io import StringIO
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command

from interviews.models import AIPolicy, Feedback
from interviews.selectors import rated_arms
from interviews.services.ai.experiments import arms_for
from interviews.services.ai.policy import Choice
from interviews.services.feedback import rate
from tests.llm_server import error

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("share", [0.0, 0.25, 1.0])
def test_arms_are_drawn_by_the_answers_uuid_in_their_share(share):
    policy = AIPolicy(evaluator="embedded", challenger="llm", challenger_model="house", challenger_share=share)
    drawn = [arms_for(policy, UUID(int=number)) for number in range(2000)]
    assert drawn == [arms_for(policy, UUID(int=number)) for number in range(2000)]
    assert Counter(arms.arm for arms in drawn)["challenger"] / 2000 == pytest.approx(share, abs=0.03)
    assert {(arms.shown.kind, arms.other.kind) for arms in drawn} <= {("embedded", "llm"), ("llm", "embedded")}


def test_without_a_challenger_there_are_no_arms():
    arms = arms_for(AIPolicy(evaluator="llm", model="house"), UUID(int=1))
    assert (arms.shown, arms.arm, arms.other) == (Choice("llm", "house"), "", None)


@pytest.mark.parametrize(
    ("share", "shown", "other"), [(0.0, "champion", "challenger"), (1.0, "challenger", "champion")]
)
def test_both_arms_judge_and_one_is_shown(llm, policy, answered, evaluate, share, shown, other):
    policy(evaluator="embedded", challenger="llm", challenger_model="house", challenger_share=share)
    feedback = evaluate(answered)
    (alternative,) = feedback.alternative_feedbacks
    evaluators = {"champion": "embedded", "challenger": "llm+embedded"}
    assert len(llm.requests) == 1
    assert (feedback.arm, feedback.evaluator) == (shown, evaluators[shown])
    assert (alternative["arm"], alternative["evaluator"]) == (other, evaluators[other])
    assert len(alternative["criteria"]) == len(feedback.criteria)
    assert alternative["score"] != feedback.score


def test_other_arm_is_shown_to_coaches_and_not_to_who_rates(llm, policy, answered, evaluate, bob, dana):
    policy(evaluator="embedded", challenger="llm", challenger_model="house")
    feedback = evaluate(answered)
    url = f"/api/v1/answers/{answered.uuid}/feedback/"
    shown = [person.client.get(url).json()["alternative_feedbacks"] for person in (bob, dana)]
    assert [len(alternatives) for alternatives in shown] == [0, 1]
    rated = bob.client.post(f"/api/v1/feedback/{feedback.uuid}/rating/", {"user_rating": 4})
    assert rated.json()["alternative_feedbacks"] == []


def test_progress_is_of_the_arm_that_is_shown(llm, policy, answered, evaluate, progress):
    policy(evaluator="embedded", challenger="llm", challenger_model="house", challenger_share=0.0)
    evaluate(answered)
    assert (len(llm.requests), progress()) == (1, [])


def test_arm_that_failed_is_kept_as_what_served(llm, policy, answered, evaluate):
    policy(evaluator="embedded", challenger="llm", challenger_model="house", challenger_share=0.0)
    llm.usual = error(401)
    (alternative,) = evaluate(answered).alternative_feedbacks
    assert (alternative["arm"], alternative["evaluator"]) == ("challenger", "embedded")
    assert alternative["fallback_reason"].startswith("Scored by the embedded evaluator")


def test_arm_that_is_not_shown_costs_nobody_the_one_that_is(llm, policy, answered, evaluate, settings, caplog):
    policy(evaluator="embedded", challenger="llm", challenger_model="house", challenger_share=0.0)
    settings.LLM_BREAKER_FAILURES = None  # no number to count up to
    llm.usual = error(401)
    feedback = evaluate(answered)
    assert (feedback.arm, feedback.evaluator, feedback.alternative_feedbacks) == ("champion", "embedded", [])
    assert [record.evaluator for record in caplog.records if record.message == "other_arm_failed"] == ["llm"]


def test_rating_goes_to_the_arm_that_was_shown(llm, policy, answered, evaluate, bob, acme, now):
    policy(evaluator="embedded", challenger="llm", challenger_model="house", challenger_share=1.0)
    feedback = evaluate(answered)
    with bob.scope():
        rate(actor=bob.actor, feedback_uuid=feedback.uuid, user_rating=4, was_helpful=None, now=now)
        Feedback.objects.exclude(pk=feedback.pk).delete()
        arms = rated_arms(acme.pk)
    assert arms == [
        {"arm": "challenger", "evaluator": "llm+embedded", "ai_model": "house", "shown": 1, "rated": 1, "rating": 4.0,
         "score": feedback.score}
    ]  # fmt: skip
    said = StringIO()
    call_command("ai_arms", organization="acme", stdout=said)
    assert (
        said.getvalue().split()
        == f"challenger llm+embedded house shown 1, rated 4.00 by 1, mean score {feedback.score:.2f}".split()
    )


def test_command_says_where_there_is_no_test_and_no_organization(acme):
    said = StringIO()
    call_command("ai_arms", organization="acme", stdout=said)
    assert said.getvalue() == "No feedback belongs to an A/B test.\n"
    with pytest.raises(CommandError):
        call_command("ai_arms", organization="nobody")
