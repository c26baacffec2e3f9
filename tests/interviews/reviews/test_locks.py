"""Two verdicts at once: reviewers of one answer take turns, so that neither overlooks the other."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from interview_coach.core.exceptions import DomainError
from interviews.models import Answer, Review, Verdict
from interviews.services.reviews.verdicts import AlreadyReviewed, give_verdict

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite's tests share one connection in memory"),
]


def at_once(*calls):
    """Run calls in threads that start together; return what each returned or raised."""
    gate, outcomes = threading.Barrier(len(calls)), [None] * len(calls)

    def run(place, call):
        gate.wait(20)
        try:
            outcomes[place] = call()
        except DomainError as error:
            outcomes[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return outcomes


def verdict(person, review, marks, now):
    def give():
        with person.scope():
            return give_verdict(actor=person.actor, review_uuid=review.uuid, criteria=marks, now=now).status

    return give


def test_two_reviewers_at_once_settle_it(bob, dana, erik, policy, now, request):
    policy(reviewers_needed=2)
    review, marks = request.getfixturevalue("review"), request.getfixturevalue("marks")
    later = now + timedelta(hours=2)
    outcomes = at_once(verdict(dana, review, marks(7), later), verdict(erik, review, marks(8), later))
    assert sorted(map(str, outcomes)) == ["second", "settled"]
    with bob.scope():
        assert (Review.objects.get().score, Answer.objects.get().score) == (7.5, 7.5)


def test_one_reviewer_at_once_from_two_places_gives_one_verdict(bob, dana, policy, now, request):
    policy(reviewers_needed=2)
    review, marks = request.getfixturevalue("review"), request.getfixturevalue("marks")
    outcomes = at_once(*[verdict(dana, review, marks(7), now + timedelta(hours=2))] * 2)
    refused = [isinstance(outcome, AlreadyReviewed) for outcome in outcomes]
    assert sorted(refused) == [False, True]
    with bob.scope():
        assert Verdict.objects.count() == 1
