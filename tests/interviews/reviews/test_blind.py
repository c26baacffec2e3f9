"""Whoever has still to judge an answer in the back office does not come across the AI's score of it."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from interviews.admin.blind import HIDDEN
from interviews.models import Answer, Feedback

pytestmark = pytest.mark.django_db

TELLING = 8.61  # what the AI gave everywhere, so that it is found wherever it stands


@pytest.fixture
def pages(review, bob):
    """Every page of the back office that is about the answer, by what it is."""
    with bob.scope():
        Answer.objects.filter(pk=review.answer_id).update(
            score=TELLING, ai_score=TELLING, depth_score=TELLING, revision_history=[{"text": "So.", "score": TELLING}]
        )
        Feedback.objects.filter(pk=review.feedback_id).update(score=TELLING, content_score=TELLING)
        interview = review.answer.interview_id
    named = {"answer": review.answer_id, "review": review.pk, "interview": interview}
    lists = {f"{name}s": reverse(f"admin:interviews_{name}_changelist") for name in ("answer", "review")}
    return {**{name: reverse(f"admin:interviews_{name}_change", args=[pk]) for name, pk in named.items()}, **lists,
            "feedback": reverse("admin:interviews_feedback_changelist")}  # fmt: skip


def told(user, pages):
    """The pages on which somebody reads the AI's score."""
    client = Client()
    client.force_login(user)
    return [name for name, page in pages.items() if str(TELLING) in client.get(page).content.decode()]


def test_who_has_still_to_judge_reads_no_score(alice, pages, review):
    client = Client()
    client.force_login(alice.user)
    assert told(alice.user, pages) == []
    assert HIDDEN in client.get(pages["answer"]).content.decode()
    assert HIDDEN in client.get(pages["review"]).content.decode()
    feedback = reverse("admin:interviews_feedback_change", args=[review.feedback_id])
    assert client.get(feedback).status_code == 302  # as of a row that is not there


def test_re_evaluation_shows_no_score_to_who_has_still_to_judge(alice, pages, review):
    client = Client()
    client.force_login(alice.user)
    asked = {"action": "re_evaluate", "_selected_action": [review.answer_id]}
    assert str(TELLING) not in client.post(pages["answers"], asked).content.decode()


def test_who_has_judged_reads_it(alice, pages, judge):
    judge(alice, 4.0)
    assert told(alice.user, pages) == ["answer", "feedback"]  # their own verdict counts now, and stands in the lists


def test_platform_staff_judge_nothing_and_read_it(pages):
    staff = User.objects.create(email="ada@example.com", is_platform_staff=True)
    assert told(staff, pages) == ["answer", "interview", "answers", "feedback"]


def test_answers_out_of_review_show_their_score(alice, bob, pages, review):
    with bob.scope():
        type(review).objects.filter(pk=review.pk).update(status="withdrawn")
    assert told(alice.user, pages) == ["answer", "interview", "answers", "feedback"]
