"""A person's running totals: they cost the same however long the history, and equal what the rows add up to."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.services.statistics import count_interview, count_score
from interviews.models import Interview, Status
from interviews.services.answers import submit_answer
from interviews.services.evaluation import evaluate_answer
from interviews.services.lifecycle import change_status
from interviews.services.questions import next_question, start_interview
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 3, 2)


@pytest.fixture
def user(db):
    return UserFactory()


def after(user):
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize(
    ("days", "current", "longest"),
    [
        ([], 0, 0), ([0], 1, 1), ([0, 0], 1, 1), ([0, 1, 2], 3, 3), ([0, 1, 3], 1, 2), ([0, 1, 2, 5, 6], 2, 3),
        ([5, 3], 1, 1), ([0, 1, 0, 2], 3, 3), ([0, 31], 1, 1),
    ],
)  # fmt: skip
def test_streak_counts_days_in_a_row(days, current, longest, user):
    for day in days:
        count_interview(user_id=user.pk, practice_seconds=60, day=MONDAY + timedelta(days=day))
    found = after(user)
    assert (found.current_streak, found.longest_streak) == (current, longest)
    assert (found.total_interviews, found.total_practice_time) == (len(days), 60 * len(days))
    assert found.last_practice_date == (MONDAY + timedelta(days=max(days)) if days else None)


@pytest.mark.parametrize(
    ("changes", "number", "average"),
    [
        ([], 0, 0.0), ([(None, 6.0)], 1, 6.0), ([(None, 6.0), (None, 9.0)], 2, 7.5),
        ([(None, 6.0), (6.0, 8.0)], 1, 8.0),
        ([(None, 6.0), (6.0, None)], 0, 0.0), ([(None, None)], 0, 0.0), ([(None, 0.0)], 1, 0.0),
        ([(None, 6.0), (None, 9.0), (6.0, None)], 1, 9.0), ([(None, 0.1)] * 3, 3, 0.1), ([(None, 10.0)] * 7, 7, 10.0),
    ],
)  # fmt: skip
def test_average_follows_scores_as_they_change(changes, number, average, user):
    for before, now in changes:
        count_score(user_id=user.pk, before=before, after=now)
    found = after(user)
    assert (found.scored_interviews, found.average_score) == (number, average)


def test_sum_gathers_no_error(user):
    for n in range(200):
        count_score(user_id=user.pk, before=None, after=round(n % 10 + n / 1000, 2))
    for n in range(200):
        count_score(user_id=user.pk, before=round(n % 10 + n / 1000, 2), after=None)
    assert (after(user).score_total, after(user).average_score) == (0.0, 0.0)


def hold(person, start, texts):
    """Hold an interview at `start`: one question for each text, then complete it; the last is evaluated afterwards."""
    at = {"actor": person.actor, "now": start}
    with person.scope():
        interview, slot = start_interview(field="software_engineering", level="mid", questions_total=len(texts), **at)
        for text in texts:
            _, slot = next_question(interview_uuid=interview.uuid, **at)
            _, answer, _ = submit_answer(
                interview_uuid=interview.uuid, question_uuid=slot.question.uuid, text=text, time_spent_seconds=30, **at
            )
            if text != texts[-1]:
                evaluate_answer(answer_id=answer.pk, organization_id=answer.organization_id, clock=lambda: start)
        at["now"] = start + timedelta(minutes=10)
        change_status(interview_uuid=interview.uuid, to=Status.COMPLETED, **at)
        evaluate_answer(answer_id=answer.pk, organization_id=answer.organization_id, clock=lambda: at["now"])


def test_totals_are_what_the_rows_add_up_to(bob, library):
    now = timezone.now()
    for days, texts in ((3, ["A cache is read first, then the database."]), (2, ["I don't know.", "Delete the key in a "
                        "transaction, because readers load fresh data."]), (0, ["asdf asdf"])):  # fmt: skip
        hold(bob, now - timedelta(days=days), texts)
    user = after(bob.user)
    with bob.scope():
        held = list(Interview.objects.filter(user=bob.user, status=Status.COMPLETED).order_by("started_at"))
    scores = [interview.overall_score for interview in held]
    assert (user.total_interviews, user.scored_interviews) == (3, 3)
    assert user.total_practice_time == sum(interview.active_time_seconds for interview in held) == 1800
    assert user.average_score == pytest.approx(sum(scores) / 3, abs=0.0001)
    assert (user.current_streak, user.longest_streak, user.last_practice_date) == (1, 2, held[-1].completed_at.date())
    assert bob.client.get("/api/v1/users/me/").json()["stats"]["average_score"] == user.average_score
