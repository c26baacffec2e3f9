"""From start to end: which state may follow which, what the clock counts, and what an end adds up to."""

from datetime import timedelta

import pytest

from accounts.models import ActivityLog, User
from interviews.models import Interview, InterviewEvent, Status
from interviews.rules import grade
from interviews.services.answers import evaluate_again
from interviews.services.evaluation import evaluate_answer

pytestmark = pytest.mark.django_db

SECOND, MINUTE, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)
CALLS = {"pause": "paused", "resume": "in_progress", "complete": "completed", "abandon": "abandoned"}
ALLOWED = {
    ("in_progress", "paused"), ("in_progress", "completed"), ("in_progress", "abandoned"),
    ("paused", "in_progress"), ("paused", "abandoned"),
}  # fmt: skip
# How each state is reached, by calls.
WAYS = {"in_progress": [], "paused": ["pause"], "completed": ["complete"], "abandoned": ["abandon"]}
TABLE = [(state, call) for state in Status.values for call in CALLS]


def url_of(interview):
    return f"/api/v1/interviews/{interview.uuid}/"


def person(bob):
    return User.objects.get(pk=bob.user.pk)


@pytest.mark.parametrize(("state", "call"), TABLE)
def test_every_transition_is_done_or_named_as_invalid(bob, sitting, state, call):
    for step in WAYS[state]:
        bob.client.post(f"{url_of(sitting)}{step}/")
    before = bob.client.get(url_of(sitting)).json()
    response = bob.client.post(f"{url_of(sitting)}{call}/")
    to = CALLS[call]
    if (state, to) in ALLOWED:
        assert (response.status_code, response.json()["status"]) == (200, to)
        assert bob.client.get(url_of(sitting)).json() == response.json()
    else:
        told = response.json()
        assert (response.status_code, told["code"]) == (409, "invalid_transition")
        assert (told["from"], told["to"]) == (state, to)
        assert bob.client.get(url_of(sitting)).json() == before


@pytest.mark.parametrize(
    ("steps", "types"),
    [
        (["paused"], ["interview.paused"]),
        (["paused", "in_progress"], ["interview.paused", "interview.resumed"]),
        (["completed"], ["interview.completed"]),
        (["paused", "abandoned"], ["interview.paused", "interview.abandoned"]),
    ],
)
def test_transitions_are_told_of(bob, sitting, enter, now, happened, steps, types):
    for step in steps:
        enter(sitting, step, now + MINUTE)
    assert happened(bob, sitting, after=2) == types
    with bob.scope():
        last = InterviewEvent.objects.order_by("-seq").first()
    assert (last.data, last.at) == ({"status": steps[-1]}, now + MINUTE)


def test_transitions_leave_their_lines_in_the_trail(bob, sitting, enter, now):
    for step in ("paused", "in_progress", "completed"):
        enter(sitting, step, now + MINUTE)
    with bob.scope():
        lines = ActivityLog.objects.filter(entity_type="interview", entity_id=str(sitting.uuid)).order_by("pk")
        told = [(line.action_type, line.user_id, line.metadata["after"]["status"]) for line in lines[1:]]
    assert told == [
        ("interview_pause", bob.user.pk, "paused"),
        ("interview_resume", bob.user.pk, "in_progress"),
        ("interview_complete", bob.user.pk, "completed"),
    ]


def test_active_time_leaves_the_pauses_out(bob, sitting, enter, now):
    enter(sitting, "paused", now + 10 * MINUTE)
    enter(sitting, "in_progress", now + 70 * MINUTE)
    enter(sitting, "paused", now + 75 * MINUTE)
    enter(sitting, "in_progress", now + 80 * MINUTE)
    ended = enter(sitting, "completed", now + 80 * MINUTE + 30 * SECOND)
    assert (ended.active_time_seconds, ended.duration_seconds, ended.pause_count) == (930, 4830, 2)
    assert (ended.paused_at, ended.resumed_at) == (now + 75 * MINUTE, now + 80 * MINUTE)
    assert ended.completed_at == now + 80 * MINUTE + 30 * SECOND


def test_abandoned_while_paused_adds_no_active_time(sitting, enter, now):
    enter(sitting, "paused", now + 10 * MINUTE)
    ended = enter(sitting, "abandoned", now + 90 * MINUTE)
    assert (ended.active_time_seconds, ended.duration_seconds, ended.completed_at) == (600, 5400, None)


@pytest.mark.usefixtures("clock")
def test_active_time_shows_by_the_api_too(bob, sitting, clock):
    clock.shift(90)
    assert bob.client.post(url_of(sitting) + "pause/").json()["active_time_seconds"] == 90
    clock.shift(600)
    bob.client.post(url_of(sitting) + "resume/")
    clock.shift(30)
    shown = bob.client.post(url_of(sitting) + "complete/").json()
    assert (shown["active_time_seconds"], shown["duration_seconds"]) == (120, 720)


def test_completed_interview_counts_for_the_person(bob, sitting, answer_next, enter, now):
    answer = answer_next(sitting, now + MINUTE)
    ended = enter(sitting, "completed", now + 5 * MINUTE)
    counted = person(bob)
    assert (counted.total_interviews, counted.total_practice_time) == (1, 300)
    assert (counted.average_score, counted.scored_interviews) == (ended.overall_score, 1)
    assert (counted.current_streak, counted.longest_streak) == (1, 1)
    assert counted.last_practice_date == now.date()
    assert ended.overall_score == answer.score


@pytest.mark.parametrize(
    ("score", "rating"),
    [(10.0, "excellent"), (8.5, "excellent"), (8.49, "good"), (7.0, "good"), (6.99, "fair"), (5.0, "fair"),
     (4.99, "poor"), (0.0, "poor")],
)  # fmt: skip
def test_completed_interview_is_rated_by_its_score(bob, sitting, enter, now, score, rating):
    with bob.scope():
        Interview.objects.update(overall_score=score)
    assert enter(sitting, "completed", now).quality_rating == rating


def test_completed_interview_without_an_answer_is_neither_scored_nor_rated(bob, sitting, enter, now):
    ended = enter(sitting, "completed", now + MINUTE)
    counted = person(bob)
    assert (ended.overall_score, ended.quality_rating) == (None, "")
    assert (counted.total_interviews, counted.scored_interviews, counted.average_score) == (1, 0, 0.0)


def test_abandoned_interview_counts_for_nothing(bob, evaluated, sitting, enter, now):
    enter(sitting, "abandoned", now + 5 * MINUTE)
    counted = person(bob)
    assert (counted.total_interviews, counted.total_practice_time, counted.scored_interviews) == (0, 0, 0)
    assert (counted.current_streak, counted.last_practice_date) == (0, None)


def test_streak_grows_by_days_and_breaks_with_a_gap(bob, library, begin, enter, now):
    streaks = []
    for days in (0, 0, 1, 2, 4, 5):
        enter(begin(bob, at=now + days * DAY), "completed", now + days * DAY)
        streaks.append((person(bob).current_streak, person(bob).longest_streak))
    assert streaks == [(1, 1), (1, 1), (2, 2), (3, 3), (1, 3), (2, 3)]


def test_average_is_the_mean_of_completed_interviews(bob, library, begin, answer_next, enter, now, good):
    scores = []
    for n, text in enumerate((good, "I don't know.")):
        interview = begin(bob, at=now + n * DAY)
        answer_next(interview, now + n * DAY, text=text)
        scores.append(enter(interview, "completed", now + n * DAY + MINUTE).overall_score)
    assert scores[0] > scores[1]
    assert person(bob).average_score == round(sum(scores) / 2, 4)


def test_evaluation_after_completion_brings_scores_up_to_date(bob, sitting, answered, enter, now):
    ended = enter(sitting, "completed", now + 5 * MINUTE)
    assert (ended.overall_score, ended.quality_rating) == (None, "")
    evaluate_answer(answer_id=answered.pk, organization_id=answered.organization_id, clock=lambda: now + 6 * MINUTE)
    with bob.scope():
        interview = Interview.objects.get()
        answered.refresh_from_db()
    assert interview.overall_score == answered.score
    assert interview.quality_rating == grade(answered.score) != ""
    assert (person(bob).average_score, person(bob).scored_interviews) == (answered.score, 1)
    assert person(bob).total_interviews == 1


def test_another_evaluation_after_completion_counts_the_interview_once(bob, evaluated, sitting, enter, now):
    enter(sitting, "completed", now + 5 * MINUTE)
    with bob.scope():
        evaluate_again(actor=bob.actor, answer_uuid=evaluated.uuid, now=now + 6 * MINUTE)
    evaluate_answer(answer_id=evaluated.pk, organization_id=evaluated.organization_id, clock=lambda: now + 7 * MINUTE)
    counted = person(bob)
    assert (counted.scored_interviews, counted.average_score) == (1, evaluated.score)
    assert counted.total_interviews == 1


def test_scores_of_the_interview_are_means_of_its_answers(bob, sitting, answer_next, now, good):
    answers = [answer_next(sitting, now, text=text) for text in (good, "I don't know.", "It is a cache, I think.")]
    with bob.scope():
        interview = Interview.objects.get()
    for name, column in (
        ("overall_score", "score"), ("technical_score", "technical_accuracy_score"),
        ("communication_score", "communication_score"), ("confidence_score", "confidence_level"),
    ):  # fmt: skip
        values = [getattr(answer, column) for answer in answers if getattr(answer, column) is not None]
        assert getattr(interview, name) == pytest.approx(sum(values) / len(values), abs=0.0051)


def test_completing_under_one_key_counts_once(bob, sitting):
    replies = [bob.client.post(url_of(sitting) + "complete/", HTTP_IDEMPOTENCY_KEY="end-1") for _ in range(2)]
    assert [reply.status_code for reply in replies] == [200, 200]
    assert replies[0].json() == replies[1].json()
    assert person(bob).total_interviews == 1


@pytest.mark.parametrize("call", CALLS)
def test_transitions_take_no_body(bob, sitting, error_codes, call):
    assert error_codes(bob.client.post(f"{url_of(sitting)}{call}/", {"now": 1})) == [("now", "unknown_field")]
