"""What an organization keeps for a while only."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Organization
from interview_coach.core.personal_data import ERASED
from interviews.models import Anchor, Answer, EvaluatorKind, Feedback, Interview, Media
from interviews.services import evaluation
from interviews.services.answers import requeue_answers
from interviews.services.calibration.contender import Contender
from interviews.services.calibration.reading import active_anchors
from interviews.services.judging import judge
from interviews.services.lifecycle import change_status
from interviews.services.reevaluation.running import look_at
from interviews.services.retention import apply_retention
from tests.architecture.world import NOW, build, settle

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


@pytest.fixture
def queued(bob, world):
    """Bob's answer, waiting to be evaluated again when the words go."""
    keep(bob, words_kept_days=1)
    with bob.scope():
        requeue_answers(answers=[world.answer], user_id=None, now=NOW)
    return world.answer


def left_of(bob, answer):
    with bob.scope():
        answer = Answer.objects.get(pk=answer.pk)
        return answer.text, answer.evaluation_status, answer.evaluation_lease, Feedback.objects.count()


def test_answer_that_waits_is_not_judged_once_its_words_are_gone(bob, queued):
    apply_retention(now=NOW + 30 * DAY)
    assert evaluation.evaluate_due(now=NOW + 31 * DAY) == 0
    assert left_of(bob, queued) == (ERASED, "failed", None, 1)


def test_what_a_model_said_meanwhile_is_not_written(bob, queued):
    with bob.scope():
        job = evaluation.take_up(answer_id=queued.pk, now=NOW + 29 * DAY)
        judgement = judge(job.answer)
    apply_retention(now=NOW + 30 * DAY)
    with bob.scope():
        assert evaluation.finish(job, judgement, now=NOW + 30 * DAY) is None
    assert evaluation.evaluate_due(now=NOW + 40 * DAY) == 0  # no lease that could run out either
    assert left_of(bob, queued) == (ERASED, "failed", None, 1)


def test_what_would_change_is_not_asked_of_words_that_are_gone(bob, world):
    answers = [(world.answer.pk, world.answer.organization_id)]
    assert [change.answer for change in look_at(answers)] == [world.answer.uuid]
    keep(bob, words_kept_days=1)
    apply_retention(now=NOW + 30 * DAY)
    assert look_at(answers) == []


def test_score_that_people_gave_is_shown_without_its_criteria(bob, world):
    settle(world)
    keep(bob, words_kept_days=1)
    apply_retention(now=NOW + 30 * DAY)
    shown = bob.client.get(f"/api/v1/answers/{world.answer.uuid}/feedback/")
    rated = bob.client.post(f"/api/v1/feedback/{world.feedback.uuid}/rating/", {"user_rating": 4})
    for response in (shown, rated):
        assert response.status_code == 200
        assert response.json()["human"] == {"score": 4.0, "criteria": [], "comment": ""}


def test_anchor_of_words_that_are_gone_counts_no_more(bob, alice, world):
    settle(world)
    keep(bob, words_kept_days=1)
    with bob.scope():
        anchor = Anchor.objects.get(review=world.review)
        contender = Contender(bob.organization.pk, EvaluatorKind.EMBEDDED)
        assert list(active_anchors(anchor.rubric_id, contender)) == [anchor]
    apply_retention(now=NOW + 30 * DAY)
    address = reverse("admin:interviews_anchor_change", args=[anchor.pk])
    back_office = Client()
    back_office.force_login(alice.user)
    page = back_office.post(address, {"is_active": "on"})
    assert (page.status_code, set(page.context["adminform"].form.errors)) == (200, {"is_active"})
    switched = alice.client.patch(f"/api/v1/anchors/{anchor.uuid}/", {"is_active": True})
    assert (switched.status_code, switched.json()["code"]) == (409, "words_erased")
    assert alice.client.patch(f"/api/v1/anchors/{anchor.uuid}/", {"is_active": False}).status_code == 200
    with bob.scope():
        Anchor.objects.update(is_active=True)  # as it may have been before this was refused
        assert list(active_anchors(anchor.rubric_id, contender)) == []
