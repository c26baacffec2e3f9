"""The answer row is the queue: claimed once, written once, taken up again when a worker dies."""

from datetime import timedelta

import pytest

from interviews.models import Answer, EvaluationStatus, Feedback, Interview, InterviewEvent
from interviews.rules import NOTHING_TO_READ
from interviews.services import evaluation
from interviews.services.answers import evaluate_again, revise_answer
from interviews.services.judging import judge

pytestmark = pytest.mark.django_db


def take_up(bob, answer, now):
    with bob.scope():
        return evaluation.take_up(answer_id=answer.pk, now=now)


def test_evaluation_writes_feedback_scores_and_event_together(bob, evaluated):
    with bob.scope():
        feedback = Feedback.objects.get(answer=evaluated)
        interview = Interview.objects.get(pk=evaluated.interview_id)
        last = InterviewEvent.objects.order_by("-seq").first()
    assert evaluated.evaluation_status == EvaluationStatus.SUCCEEDED
    assert (feedback.number, feedback.score) == (1, evaluated.score)
    assert interview.overall_score == evaluated.score
    assert last.type == "feedback.ready"
    assert last.data["answer"] == str(evaluated.uuid)


def test_quotes_stand_in_the_answer_at_their_offsets(bob, evaluated):
    with bob.scope():
        feedback = Feedback.objects.get(answer=evaluated)
    points = [p for p in feedback.strengths + feedback.improvements if p["quote"] is not None]
    assert points
    assert [evaluated.text[p["start"] : p["end"]] for p in points] == [p["quote"] for p in points]


def test_answer_is_taken_up_by_one_worker_only(bob, answered, now):
    later = now + timedelta(minutes=2)
    assert take_up(bob, answered, later) is not None
    assert take_up(bob, answered, later) is None


def test_answer_of_a_dead_worker_is_taken_up_when_its_lease_ran_out(bob, answered, now, settings):
    settings.EVALUATION_LEASE_SECONDS = 60
    died = take_up(bob, answered, now + timedelta(minutes=2))
    again = take_up(bob, answered, now + timedelta(minutes=4))
    assert again is not None
    assert again.lease != died.lease


def test_worker_that_lost_its_lease_writes_nothing(bob, answered, now, settings):
    settings.EVALUATION_LEASE_SECONDS = 60
    late = take_up(bob, answered, now + timedelta(minutes=2))
    take_up(bob, answered, now + timedelta(minutes=4))
    with bob.scope():
        result = judge(late.answer)
        written = evaluation.finish(late, result, now=now + timedelta(minutes=5))
        assert written is None
        assert Feedback.objects.count() == 0


def test_revision_supersedes_the_evaluation_under_way(bob, answered, now):
    job = take_up(bob, answered, now + timedelta(minutes=2))
    with bob.scope():
        revise_answer(
            actor=bob.actor, answer_uuid=answered.uuid, text="Something else.", now=now + timedelta(minutes=3)
        )
        result = judge(job.answer)
        assert evaluation.finish(job, result, now=now + timedelta(minutes=4)) is None
        answer = Answer.objects.get(pk=answered.pk)
    assert (answer.evaluation_status, answer.evaluation_number) == (EvaluationStatus.PENDING, 2)


def test_failed_attempt_is_due_again_after_a_growing_pause(bob, answered, now, settings):
    settings.EVALUATION_BACKOFF_SECONDS = 2
    job = take_up(bob, answered, now + timedelta(minutes=2))
    with bob.scope():
        evaluation.put_back(job, "ValueError: broken", now=now + timedelta(minutes=2))
        answer = Answer.objects.get(pk=answered.pk)
    assert answer.evaluation_status == EvaluationStatus.PENDING
    assert answer.evaluation_due_at == now + timedelta(minutes=2, seconds=2)
    assert answer.evaluation_error == "ValueError: broken"
    assert take_up(bob, answered, now + timedelta(minutes=2, seconds=1)) is None


def test_last_attempt_fails_for_good_with_its_reason(bob, answered, now, settings):
    settings.EVALUATION_MAX_ATTEMPTS = 1
    job = take_up(bob, answered, now + timedelta(minutes=2))
    with bob.scope():
        evaluation.put_back(job, "ValueError: broken", now=now + timedelta(minutes=2))
        answer = Answer.objects.get(pk=answered.pk)
        event = InterviewEvent.objects.order_by("-seq").first()
    assert (answer.evaluation_status, answer.evaluation_error) == (EvaluationStatus.FAILED, "ValueError: broken")
    assert event.type == "evaluation.failed"


def test_answer_that_kills_every_worker_fails_in_the_end(bob, answered, now, settings):
    settings.EVALUATION_MAX_ATTEMPTS, settings.EVALUATION_LEASE_SECONDS = 2, 60
    jobs = [take_up(bob, answered, now + timedelta(minutes=2 * n)) for n in range(1, 5)]
    with bob.scope():
        answer = Answer.objects.get(pk=answered.pk)
    assert [job is not None for job in jobs] == [True, True, False, False]
    assert answer.evaluation_status == EvaluationStatus.FAILED


def test_recording_without_transcript_fails_saying_so(bob, answered, now):
    with bob.scope():
        Answer.objects.filter(pk=answered.pk).update(text="", audio_url="some/key.webm")
    evaluation.evaluate_answer(
        answer_id=answered.pk, organization_id=answered.organization_id, clock=lambda: now + timedelta(minutes=2)
    )
    with bob.scope():
        answer = Answer.objects.get(pk=answered.pk)
    assert (answer.evaluation_status, answer.evaluation_error) == ("failed", NOTHING_TO_READ)


def test_evaluating_again_keeps_the_earlier_feedback(bob, evaluated, now):
    with bob.scope():
        evaluate_again(actor=bob.actor, answer_uuid=evaluated.uuid, now=now + timedelta(hours=1))
    evaluation.evaluate_due(now=now + timedelta(hours=2))
    with bob.scope():
        assert list(Feedback.objects.order_by("number").values_list("number", flat=True)) == [1, 2]


def test_sweeper_takes_up_what_no_wake_up_came_for(bob, answered, now):
    assert evaluation.evaluate_due(now=now + timedelta(minutes=2)) == 1
    assert evaluation.evaluate_due(now=now + timedelta(minutes=2)) == 0
