"""Drift: told once an evaluator agrees with people less than it did, or scores unlike before."""

from datetime import timedelta

import pytest

from accounts.models import ActivityLog
from interview_coach.celery import BEAT
from interviews.models import AIPolicy, Anchor, Answer, CalibrationRun, Feedback
from interviews.services.calibration.drift import check_drift
from interviews.services.calibration.runs import calibrate
from interviews.tasks import check_drift as task

pytestmark = pytest.mark.django_db


def drift_lines(person):
    with person.scope():
        lines = ActivityLog.objects.filter(action_type="calibration_drift").order_by("pk")
        return list(lines.values_list("entity_id", "action_description"))


def runs(person):
    with person.scope():
        return list(CalibrationRun.objects.order_by("pk").values_list("purpose", "passed"))


def test_drift_check_is_on_the_clock_daily(alice):
    assert (BEAT["interviews.check_drift"], task.name) == (86_400.0, "interviews.check_drift")
    task()
    assert runs(alice) == []


def test_nothing_drifts_where_the_evaluator_agrees_as_before(alice, anchored, version, embedded, now):
    anchored()
    with alice.scope():
        calibrate(version=version, contender=embedded, now=now)
    assert check_drift(now=now + timedelta(days=1)) == []
    assert (runs(alice), drift_lines(alice)) == ([("measure", True), ("drift", True)], [])


def test_organization_with_too_few_anchors_is_not_measured(alice, anchored, now):
    anchored(error=6.0, number=9)
    assert (check_drift(now=now), runs(alice)) == ([], [])


def test_evaluator_outside_the_tolerances_drifted(alice, anchored, now):
    anchored(error=6.0)
    with alice.scope():
        AIPolicy.objects.create(organization=alice.organization, gate_least_kappa=-1, gate_most_bias=10)
    [reason] = check_drift(now=now)
    assert reason.startswith("MAE is ")
    assert (runs(alice), drift_lines(alice)) == ([("drift", False)], [("embedded", reason)])


def test_error_that_grew_drifted_even_within_the_tolerances(alice, anchored, version, embedded, now):
    anchored(error=0.9)
    with alice.scope():
        AIPolicy.objects.create(organization=alice.organization, gate_most_bias=10, gate_least_kappa=-1)
        before = calibrate(version=version, contender=embedded, now=now)
        assert before.passed
        CalibrationRun.objects.filter(pk=before.pk).update(mae=0.1)
    [reason] = check_drift(now=now + timedelta(days=1))
    assert reason == f"MAE rose from 0.10 to {before.mae:.2f}."


def test_organization_that_cannot_be_checked_keeps_no_other_waiting(
    public, anchored, technical, house_scope, now, caplog
):
    anchored(error=6.0)
    with house_scope():  # whose turn is first
        AIPolicy.objects.create(organization=public, gate_fewest_anchors=1)
        Anchor.objects.create(organization=public, rubric=technical, question_text="What?", text="That.", score=1,
                              scores=["no", "score"], source="imported", created_at=now)  # fmt: skip
    assert check_drift(now=now) != []
    assert [line.organization for line in caplog.records if line.message == "drift_not_checked"] == [public.pk]


@pytest.fixture
def scored(bob, evaluated):
    """Give Bob so many answers of a score at a time: copies of one that was evaluated, with their feedback."""
    with bob.scope():
        feedback = Feedback.objects.get(answer=evaluated)

    def give(scores, at):
        with bob.scope():
            for score in scores:
                slot = evaluated.slot
                slot.pk, slot.uuid, slot.position, slot.question = None, None, slot.position + 1, None
                slot.kind, slot.parent, slot.text = "follow_up", evaluated, "Why?"
                slot.uuid = type(slot)._meta.get_field("uuid").get_default()
                slot.save(force_insert=True)
                answer = Answer.objects.create(
                    organization=evaluated.organization, user=evaluated.user, interview=evaluated.interview, slot=slot,
                    text="Because.", submitted_at=at, evaluation_status="succeeded",
                )  # fmt: skip
                feedback.pk, feedback.answer, feedback.score = None, answer, score
                feedback.uuid = type(feedback)._meta.get_field("uuid").get_default()
                feedback.save(force_insert=True)

    return give


def test_mean_that_moves_by_more_than_half_a_deviation_drifted(bob, evaluated, scored, now):
    then = now + timedelta(days=60)
    scored([4.0, 6.0] * 25, then - timedelta(days=20))
    scored([4.7, 6.7] * 25, then - timedelta(days=2))
    assert check_drift(now=then) == ["Mean score went from 5.00 to 5.70 (+0.70 sd)."]
    assert drift_lines(bob) == [("embedded", "Mean score went from 5.00 to 5.70 (+0.70 sd).")]


@pytest.mark.parametrize(("recent", "number"), [(5.4, 25), (9.0, 24)])
def test_small_moves_and_few_answers_say_nothing(bob, evaluated, scored, now, recent, number):
    then = now + timedelta(days=60)
    scored([4.0, 6.0] * 25, then - timedelta(days=20))
    scored([recent - 1, recent + 1] * number, then - timedelta(days=2))
    assert check_drift(now=then) == []
