"""Broker and channel layer gone: nothing fails, nothing waits, and a line says so."""

import json
import os
import subprocess
import sys
import time

import pytest
from channels.layers import channel_layers

from interview_coach.core import realtime

# Speaks of its own process: the broker is chosen when Django reads its settings.
SCRIPT = """
import django, json, logging, threading, time
django.setup()
from django.conf import settings
from interview_coach.celery import app
from interview_coach.core.tasks import enqueue
came, lost = threading.Event(), []
class Ear(logging.Handler):
    def emit(self, record):
        lost.append((record.getMessage(), record.task))
        came.set()
logging.getLogger("interview_coach.core.tasks").addHandler(Ear())
started = time.monotonic()
for number in range(1500):
    enqueue("interviews.evaluate_answer", answer_id=number, organization_id=1)
took = time.monotonic() - started
came.wait(20)
print(json.dumps({"embedded": settings.EMBEDDED, "took": took, "lost": lost[0]}))
"""


def test_dead_broker_neither_fails_nor_delays_a_wake_up(unused_port):
    environment = {
        **os.environ, "REDIS_URL": f"redis://127.0.0.1:{unused_port}/0", "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": "sqlite:///:memory:",
    }  # fmt: skip
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT], env=environment, text=True, capture_output=True, check=False, timeout=60
    )
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    assert (told["embedded"], told["lost"]) == (False, ["task_not_sent", "interviews.evaluate_answer"])
    assert told["took"] < 1.0


@pytest.fixture
def dead_layer(settings, unused_port):
    before = settings.CHANNEL_LAYERS
    address = {"address": f"redis://127.0.0.1:{unused_port}", "socket_timeout": None}
    settings.CHANNEL_LAYERS = {
        "default": {"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer", "CONFIG": {"hosts": [address]}}
    }
    yield
    settings.CHANNEL_LAYERS = before
    channel_layers.backends.clear()


def test_dead_layer_is_logged_and_not_raised(dead_layer, heard_log):
    log = heard_log("interview_coach.core.realtime")
    started = time.monotonic()
    realtime.push_now("interview.x", "interview.news", {})
    assert time.monotonic() - started < 1.0
    record = log.wait()
    assert (record.getMessage(), record.group) == ("push_lost", "interview.x")


@pytest.mark.django_db(transaction=True)
def test_request_succeeds_while_the_layer_is_dead(dead_layer, bob, sitting, answer, heard_log):
    log = heard_log("interview_coach.core.realtime")
    answer()
    assert log.wait().getMessage() == "push_lost"
    events = bob.client.get(sitting.api + "events/").json()
    assert [frame["type"] for frame in events["results"]][2:] == ["answer.received"]
