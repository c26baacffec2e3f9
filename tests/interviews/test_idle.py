"""Sittings nobody has touched: paused after a while, abandoned after days."""

from datetime import timedelta

import pytest

from accounts.models import ActivityLog
from interviews.models import Interview, InterviewEvent
from interviews.services.lifecycle import settle_idle
from interviews.services.questions import save_draft

pytestmark = pytest.mark.django_db

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def _limits(settings):
    settings.IDLE_PAUSE_MINUTES, settings.IDLE_ABANDON_DAYS = 60, 14


def state(bob):
    with bob.scope():
        interview = Interview.objects.get()
    return interview.status, interview.active_time_seconds


def test_idle_sitting_pauses_itself_at_its_last_sign_of_life(bob, sitting, answered, now):
    assert settle_idle(now=now + 62 * MINUTE) == (1, 0)
    with bob.scope():
        interview = Interview.objects.get()
        event = InterviewEvent.objects.get(type="interview.paused")
    assert (interview.status, interview.paused_at, interview.pause_count) == ("paused", now + MINUTE, 1)
    assert interview.active_time_seconds == 60
    assert event.data == {"status": "paused", "reason": "idle"}


def test_sitting_in_use_is_left_alone(bob, sitting, now):
    assert settle_idle(now=now + 60 * MINUTE) == (0, 0)
    assert state(bob) == ("in_progress", 0)


def test_saving_a_draft_is_a_sign_of_life(bob, sitting, now):
    with bob.scope():
        save_draft(
            actor=bob.actor, interview_uuid=sitting.uuid, question_uuid=sitting.first_slot.question.uuid, text="I",
            now=now + 50 * MINUTE,
        )  # fmt: skip
    assert settle_idle(now=now + 100 * MINUTE) == (0, 0)


def test_sitting_resumed_after_a_long_pause_is_in_use(bob, sitting, enter, now):
    enter(sitting, "paused", now + MINUTE)
    enter(sitting, "in_progress", now + DAY)
    assert settle_idle(now=now + DAY + 59 * MINUTE) == (0, 0)
    assert settle_idle(now=now + DAY + 61 * MINUTE) == (1, 0)
    assert state(bob) == ("paused", 60)


def test_pausing_itself_is_done_once(bob, sitting, now):
    assert [settle_idle(now=now + 62 * MINUTE) for _ in range(2)] == [(1, 0), (0, 0)]


def test_sitting_paused_for_days_is_abandoned(bob, sitting, enter, now):
    enter(sitting, "paused", now + 10 * MINUTE)
    assert settle_idle(now=now + 14 * DAY) == (0, 0)
    assert settle_idle(now=now + 14 * DAY + 11 * MINUTE) == (0, 1)
    assert state(bob) == ("abandoned", 600)


def test_sitting_forgotten_for_days_is_abandoned_without_counting_them_as_practice(bob, sitting, answered, now):
    settle_idle(now=now + 15 * DAY)
    assert state(bob) == ("abandoned", 60)


def test_ended_sittings_are_left_alone(bob, library, begin, enter, now):
    for end in ("completed", "abandoned"):
        enter(begin(bob), end, now + MINUTE)
    assert settle_idle(now=now + 100 * DAY) == (0, 0)


def test_every_tenant_is_settled_and_the_system_signs_for_it(bob, charlie, library, begin, now):
    for person in (bob, charlie):
        begin(person)
    assert settle_idle(now=now + 61 * MINUTE) == (2, 0)
    for person in (bob, charlie):
        with person.scope():
            line = ActivityLog.objects.get(action_type="interview_pause")
        assert (line.user_id, line.organization_id, line.metadata["reason"]) == (None, person.organization.pk, "idle")
