"""The worker inside the serving process: it works beside requests, outlives failing tasks, and ends when told."""

import threading
import time

import pytest
from django.db import transaction

from interview_coach.celery import app
from interview_coach.core import tasks
from interview_coach.core.tasks import enqueue
from interview_coach.embedded import EmbeddedWorker
from interviews.models import Answer, Feedback, Interview
from interviews.signals import answer_evaluated

pytestmark = pytest.mark.django_db(transaction=True)

SECONDS = 20


@pytest.fixture
def worker():
    """A running worker, ended after the test."""
    started = EmbeddedWorker()
    started.start()
    yield started
    started.stop()
    tasks.deliver_with(tasks._send_to_broker)


@pytest.fixture
def evaluation():
    """Hold each evaluation until `gate` opens, and tell by `done` that one was committed."""

    class Watch:
        gate, begun, done = threading.Event(), threading.Event(), threading.Event()

    def heard(sender, **_):
        Watch.begun.set()
        assert Watch.gate.wait(SECONDS)
        transaction.on_commit(Watch.done.set)

    answer_evaluated.connect(heard)
    yield Watch
    answer_evaluated.disconnect(heard)


def test_answer_is_evaluated_without_the_request_waiting_for_it(worker, evaluation, bob, answer):
    answer()  # 202 while the gate is still closed
    assert evaluation.begun.wait(SECONDS)
    assert not evaluation.done.is_set()
    evaluation.gate.set()
    assert evaluation.done.wait(SECONDS)
    with bob.scope():
        given = Answer.objects.get()
        assert (given.evaluation_status, Feedback.objects.get().score) == ("succeeded", given.score)
        assert Interview.objects.get().overall_score == given.score


def test_worker_outlives_a_failing_task(worker, evaluation, answer, heard_log):
    log = heard_log("interview_coach.embedded")
    evaluation.gate.set()
    enqueue("no.such.task")
    enqueue("interviews.evaluate_answer", answer_id="none", organization_id="none")
    answer()
    assert evaluation.done.wait(SECONDS)
    assert sorted((r.getMessage(), r.task) for r in log.records) == [
        ("task_failed", "interviews.evaluate_answer"), ("task_failed", "no.such.task"),
    ]  # fmt: skip


def test_wake_up_of_a_transaction_that_fails_is_not_sent(worker, heard_log):
    log = heard_log("interview_coach.embedded")
    with transaction.atomic():
        enqueue("never.sent")
        transaction.set_rollback(True)
    enqueue("sent")
    assert log.wait().task == "sent"


def test_task_that_was_put_off_is_handed_out_when_its_time_has_come():
    worker, now = EmbeddedWorker(), time.monotonic()
    worker.take("accounts.deliver_mail", {"sealed": "x"}, 60.0)
    worker.release_due(now + 59)
    assert worker._waiting.empty()
    worker.release_due(now + 61)
    assert (worker._waiting.get_nowait(), worker._later) == (("accounts.deliver_mail", {"sealed": "x"}), [])


def test_worker_ends_when_told(worker):
    threads = worker._threads
    assert [thread.is_alive() for thread in threads] == [True, True, True]  # two workers and the clock
    worker.stop()
    for thread in threads:
        thread.join(SECONDS)
    assert [thread.is_alive() for thread in threads] == [False, False, False]


def test_worker_finishes_the_task_at_hand_before_it_ends(worker, evaluation, bob, answer):
    answer()
    assert evaluation.begun.wait(SECONDS)
    stopper = threading.Thread(target=worker.stop)
    stopper.start()
    evaluation.gate.set()
    stopper.join(SECONDS)
    assert evaluation.done.is_set()
    with bob.scope():
        assert Answer.objects.get().evaluation_status == "succeeded"


def test_two_tasks_run_at_once(worker):
    """A task that waits, for a language model say, does not keep the next one from being taken up."""
    both, met = threading.Barrier(2), threading.Semaphore(0)

    @app.task(name="tests.meet")
    def meet(**_):
        both.wait(SECONDS)
        met.release()

    for _ in range(2):
        with transaction.atomic():
            enqueue("tests.meet")
    assert [met.acquire(timeout=SECONDS) for _ in range(2)] == [True, True]
    app.tasks.pop("tests.meet")
