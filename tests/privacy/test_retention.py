"""What an organization keeps for a while only."""

from datetime import timedelta

import pytest

from accounts.models import Organization
from interview_coach.core.personal_data import ERASED
from interviews.models import Answer, Feedback, Interview, Media
from interviews.services.lifecycle import change_status
from interviews.services.retention import apply_retention
from tests.architecture.world import NOW, build

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def world(bob, library):
    """Bob's interview at acme, completed."""
    world = build(bob)
    with bob.scope():
        change_status(actor=bob.actor, interview_uuid=world.interview.uuid, to="completed", now=NOW)
    return world


def keep(bob, **days):
    Organization.objects.filter(pk=bob.organization.pk).update(**days)


def words(bob):
    with bob.scope():
        return (Answer.objects.get().text, Feedback.objects.get().strengths, Interview.objects.get().notes)


def test_by_default_everything_is_kept(bob, world):
    before = words(bob)
    assert apply_retention(now=NOW + 4000 * DAY) == 0
    assert words(bob) == before


def test_words_go_after_their_days_and_scores_stay(bob, world):
    keep(bob, words_kept_days=90)
    score = world.feedback.score
    assert apply_retention(now=NOW + 90 * DAY) == 0
    assert apply_retention(now=NOW + 91 * DAY) == 1
    assert words(bob) == (ERASED, [], "")
    with bob.scope():
        assert Feedback.objects.get().score == score
        assert Interview.objects.get().words_erased_at == NOW + 91 * DAY


def test_open_interviews_keep_their_words(bob, library):
    build(bob)
    keep(bob, words_kept_days=1)
    before = words(bob)
    assert apply_retention(now=NOW + 30 * DAY) == 0
    assert words(bob) == before


def test_recordings_go_by_days_of_their_own(bob, world):
    keep(bob, recordings_kept_days=7)
    before = words(bob)
    assert apply_retention(now=NOW + 8 * DAY) == 1
    with bob.scope():
        assert Media.objects.count() == 0
    assert words(bob) == before


def test_other_organizations_are_not_touched(bob, world, charlie):
    keep(charlie, words_kept_days=1, recordings_kept_days=1)
    assert apply_retention(now=NOW + 30 * DAY) == 0


def test_twice_is_once(bob, world):
    keep(bob, words_kept_days=1, recordings_kept_days=1)
    assert apply_retention(now=NOW + 30 * DAY) == 1  # a recording holds words: it goes with them
    assert apply_retention(now=NOW + 31 * DAY) == 0


def test_what_has_lost_its_words_is_not_evaluated_again(bob, world):
    keep(bob, words_kept_days=1)
    apply_retention(now=NOW + 30 * DAY)
    answer = bob.client.post(f"/api/v1/answers/{world.answer.uuid}/evaluate/", format="json")
    assert (answer.status_code, answer.json()["code"]) == (409, "words_erased")
