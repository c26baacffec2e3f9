"""Sockets for tests: the product's own routes, spoken to frame by frame."""

import asyncio
import json
import logging
import socket
import threading
from contextlib import suppress
from datetime import timedelta

import pytest
from channels.db import database_sync_to_async
from channels.layers import get_channel_layer
from channels.routing import URLRouter
from channels.testing import WebsocketCommunicator

from interview_coach.core import realtime
from interview_coach.sockets import websocket_urlpatterns
from interviews import consumers
from interviews.services.evaluation import evaluate_due
from interviews.services.questions import start_interview

SECONDS = 10  # how long a test waits for what must come


class Browser:
    """One socket: sends frames as text and returns what comes back, as parsed JSON or as a close."""

    def __init__(self, path, *, token="", **headers):
        sent = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
        if token:
            sent.append((b"authorization", f"Bearer {token}".encode("latin-1")))
        self.socket = WebsocketCommunicator(URLRouter(websocket_urlpatterns), path, headers=sent)

    async def open(self):
        accepted, _ = await self.socket.connect(timeout=SECONDS)
        assert accepted
        return self

    async def send(self, frame):
        await self.socket.send_to(text_data=frame if isinstance(frame, str) else json.dumps(frame))

    async def hear(self):
        output = await self.socket.receive_output(timeout=SECONDS)
        return output["code"] if output["type"] == "websocket.close" else json.loads(output["text"])

    async def hear_all(self, count):
        return [await self.hear() for _ in range(count)]

    async def hears_nothing(self):
        return await self.socket.receive_nothing(timeout=0.1)

    async def answers(self):
        """Whether the socket is open and well."""
        await self.send({"type": "ping"})
        return await self.hear() == {"type": "pong"}

    async def close(self):
        # A test that failed waiting has ended its socket already.
        with suppress(asyncio.CancelledError):
            await self.socket.disconnect(timeout=SECONDS)


@pytest.fixture
async def connect():
    """Open a socket, by default to a path of the product; each is closed after the test."""
    realtime.use_loop(asyncio.get_running_loop())
    browsers = []

    async def opened(path, **headers):
        browsers.append(Browser(path, **headers))
        return await browsers[-1].open()

    yield opened
    for browser in browsers:
        await browser.close()
    await get_channel_layer().flush()


@pytest.fixture
def in_thread():
    """Run synchronous code beside the loop, as the server runs requests."""

    def run(work, *args, **kwargs):
        return database_sync_to_async(work)(*args, **kwargs)

    return run


@pytest.fixture
def sitting(transactional_db, bob, library, now):
    """Bob's open interview, the first question handed out."""
    with bob.scope():
        interview, slot = start_interview(actor=bob.actor, now=now, field="software_engineering", level="mid")
    interview.first_question = str(slot.question.uuid)
    interview.path = f"/ws/v1/interviews/{interview.uuid}/"
    interview.api = f"/api/v1/interviews/{interview.uuid}/"
    return interview


@pytest.fixture
def answer(bob, sitting):
    """Answer Bob's first question by the API; return the answer's uuid."""

    def submit():
        body = {"question": sitting.first_question, "text": "I would delete the key.", "time_spent_seconds": 30}
        response = bob.client.post(sitting.api + "answers/", body)
        assert response.status_code == 202
        return response.json()["uuid"]

    return submit


@pytest.fixture
def evaluate_all(now):
    """Evaluate whatever waits."""
    return lambda: evaluate_due(now=now + timedelta(days=3650))


@pytest.fixture
def impatient(monkeypatch):
    """Let live frames not wait for a client's first word."""
    monkeypatch.setattr(consumers, "FIRST_WORD_SECONDS", 0.0)


@pytest.fixture
def watchful(monkeypatch):
    """Let live sockets look again all the time whether a push was lost."""
    monkeypatch.setattr(consumers, "LOOK_AGAIN_SECONDS", 0.05)


@pytest.fixture
def patient(monkeypatch):
    """Let live frames wait for a client's first word for as long as the test takes."""
    monkeypatch.setattr(consumers, "FIRST_WORD_SECONDS", 60.0)


@pytest.fixture
def unused_port():
    """A port of this machine where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def heard_log():
    """Wait for a log line of a logger, from whichever thread it comes; return its record."""
    handlers = []

    class Ear(logging.Handler):
        def __init__(self):
            super().__init__()
            self.records, self.came = [], threading.Event()

        def emit(self, record):
            self.records.append(record)
            self.came.set()

        def wait(self):
            assert self.came.wait(SECONDS), "no line was logged"
            return self.records[0]

    def listen(name):
        ear, logger = Ear(), logging.getLogger(name)
        logger.addHandler(ear)
        handlers.append((logger, ear))
        return ear

    yield listen
    for logger, ear in handlers:
        logger.removeHandler(ear)
