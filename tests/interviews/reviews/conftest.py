"""Answers in review, by the services that put them there."""

from datetime import timedelta

import pytest

from accounts.models import Role
from interviews.models import AIPolicy, Answer, Feedback, Review
from interviews.services.reviews.queue import request_review
from interviews.services.reviews.verdicts import give_verdict

HOUR = timedelta(hours=1)


@pytest.fixture
def policy(acme, alice):
    """Give acme a policy of its own."""

    def write(**columns):
        with alice.scope():
            AIPolicy.objects.filter(organization=acme).delete()
            return AIPolicy.objects.create(organization=acme, **columns)

    return write


@pytest.fixture
def erik(acme, sign_in):
    """A second coach of acme."""
    return sign_in(acme, Role.COACH, email="erik@acme.example")


@pytest.fixture
def review(bob, evaluated, now):
    """Bob's evaluated answer in review, because he asked for it."""
    with bob.scope():
        return request_review(actor=bob.actor, answer_uuid=evaluated.uuid, reason="Read it again.", now=now + HOUR)


@pytest.fixture
def marks(bob, review):
    """A score for every criterion of the rubric under review."""

    def give(*scores):
        with bob.scope():
            criteria = Review.objects.select_related("rubric").get(pk=review.pk).rubric.criteria
        wanted = scores if len(scores) > 1 else scores * len(criteria)
        return [{"key": c["key"], "score": score} for c, score in zip(criteria, wanted, strict=True)]

    return give


@pytest.fixture
def judge(review, marks, now):
    """Let someone give every criterion the same score."""

    def give(person, score, at=now + 2 * HOUR, comment=""):
        with person.scope():
            return give_verdict(
                actor=person.actor, review_uuid=review.uuid, criteria=marks(score), comment=comment, now=at
            )

    return give


@pytest.fixture
def scores(bob):
    """Return the three scores of an answer as they are stored: what counts, the AI's, the people's."""

    def read(answer):
        with bob.scope():
            return Answer.objects.values_list("score", "ai_score", "human_score").get(pk=answer.pk)

    return read


@pytest.fixture
def said_by_ai(bob):
    """Return every column of every feedback of Bob's."""

    def read():
        with bob.scope():
            return list(Feedback.objects.order_by("pk").values())

    return read
