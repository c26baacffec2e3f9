"""Re-evaluating from the list of answers: a page that shows what would change, and its button."""

import pytest
from django.test import Client
from django.urls import reverse

from interviews.admin import reevaluation
from interviews.models import AIPolicy, Answer, Feedback

pytestmark = pytest.mark.django_db

LIST = reverse("admin:interviews_answer_changelist")


@pytest.fixture
def as_alice(alice):
    client = Client()
    client.force_login(alice.user)
    return client


def chosen(*answers, **more):
    return {"action": "re_evaluate", "_selected_action": [answer.pk for answer in answers], **more}


def numbers(person):
    with person.scope():
        return list(Answer.objects.order_by("pk").values_list("evaluation_number", flat=True))


def test_page_shows_what_would_change_and_writes_nothing(alice, as_alice, evaluated):
    page = as_alice.post(LIST, chosen(evaluated))
    assert page.status_code == 200
    score = f"{evaluated.score:.2f}"
    assert [row[2:5] for row in page.context["table"]["rows"]] == [[score, score, "+0.00"]]
    assert (page.context["summary"].n, page.context["chosen"], numbers(alice)) == (1, [evaluated.pk], [1])


def test_button_has_them_evaluated_again(alice, as_alice, evaluated, evaluate_all):
    assert as_alice.post(LIST, chosen(evaluated, apply="1")).status_code == 302
    assert numbers(alice) == [2]
    evaluate_all()
    with alice.scope():
        assert list(Feedback.objects.order_by("number").values_list("number", flat=True)) == [1, 2]


def test_answer_of_another_tenant_is_not_looked_at(charlie, alice, evaluated):
    client = Client()
    client.force_login(charlie.user)
    client.post(LIST, chosen(evaluated, apply="1"))
    assert client.post(LIST, chosen(evaluated)).context["summary"].n == 0
    assert numbers(alice) == [1]


def test_too_many_or_a_language_model_are_left_to_the_command(alice, as_alice, evaluated, monkeypatch):
    with alice.scope():
        policy = AIPolicy.objects.create(organization=alice.organization, evaluator="llm")
    told = as_alice.post(LIST, chosen(evaluated), follow=True)
    assert b"use manage.py reevaluate" in told.content
    with alice.scope():
        policy.delete()
    monkeypatch.setattr(reevaluation, "MOST_AT_ONCE", 0)
    assert b"Choose 0 answers at most" in as_alice.post(LIST, chosen(evaluated), follow=True).content
