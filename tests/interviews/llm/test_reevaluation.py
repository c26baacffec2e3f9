"""Which answers of an organization that asks a language model are scored anew."""

import pytest

from interviews.models import Feedback
from interviews.services.ai.governing import say_to_ai
from interviews.services.reevaluation.running import reevaluate
from interviews.services.reevaluation.selection import Selection

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(alice, now):
    """Score anew at once what is not up to date, at most `limit`; return for each answer whether it was."""

    def go(limit=None):
        with alice.scope():
            return list(reevaluate(selection=Selection(limit=limit), organization_id=alice.organization.pk,
                                   user_id=alice.user.pk, now=now, at_once=True))  # fmt: skip

    return go


@pytest.fixture
def models_used(bob):
    """Return the evaluators of all feedback, oldest first."""

    def names():
        with bob.scope():
            return list(Feedback.objects.order_by("pk").values_list("evaluator", flat=True))

    return names


@pytest.mark.parametrize("given", [False, None])
def test_who_lets_no_model_read_is_up_to_date_with_the_embedded_evaluator(
    bob, policy, answered, evaluate, run, models_used, now, given
):
    policy(requires_consent=True)
    if given is not None:
        with bob.scope():
            say_to_ai(actor=bob.actor, given=given, now=now)
    evaluate(answered)
    assert (models_used(), run(), models_used()) == (["embedded"], [False], ["embedded"])


def test_who_agrees_afterwards_is_read_by_the_model(bob, policy, answered, evaluate, run, models_used, now):
    policy(requires_consent=True)
    evaluate(answered)
    with bob.scope():
        say_to_ai(actor=bob.actor, given=True, now=now)
    assert (run(), run(), models_used()) == ([True], [False], ["embedded", "llm+embedded"])


def test_limit_gets_past_those_who_let_no_model_read(
    bob, policy, answered, evaluate, sitting, answer_next, run, models_used, now
):
    """Both of Bob's answers were judged by an embedded evaluator that is another one since."""
    with bob.scope():
        say_to_ai(actor=bob.actor, given=False, now=now)
    evaluate(answered)
    answer_next(sitting, now)
    with bob.scope():
        Feedback.objects.update(evaluator_version="before")
    runs = [run(limit=1).count(True) for _ in range(3)]
    assert (runs, models_used()) == ([1, 1, 0], ["embedded"] * 4)


def test_where_the_model_was_removed_the_embedded_evaluator_serves(
    policy, answered, evaluate, run, models_used, settings
):
    evaluate(answered)
    settings.LLM_MODELS = ""
    assert (run(), run(), models_used()) == ([True], [False], ["llm+embedded", "embedded"])


def test_evaluator_in_the_place_of_a_missing_model_goes_by_its_version(bob, policy, answered, evaluate, run, settings):
    settings.LLM_MODELS = ""
    evaluate(answered)
    assert run() == [False]
    with bob.scope():
        Feedback.objects.update(evaluator_version="before")
    assert run() == [True]
