"""A body without an announced length ends where the largest upload would."""

import json

import pytest
from asgiref.testing import ApplicationCommunicator
from django.core.handlers.asgi import ASGIHandler

from interview_coach.body_limit import FRAMING, BodyLimit

pytestmark = pytest.mark.django_db(transaction=True)

SCOPE = {"type": "http", "http_version": "1.1", "method": "POST", "path": "/nowhere/", "query_string": b"",
         "headers": [(b"host", b"localhost"), (b"transfer-encoding", b"chunked")]}  # fmt: skip


async def answer_to(chunks: list[bytes]) -> tuple[int, dict]:
    talk = ApplicationCommunicator(BodyLimit(ASGIHandler()), dict(SCOPE))
    for chunk in chunks:
        await talk.send_input({"type": "http.request", "body": chunk, "more_body": True})
    await talk.send_input({"type": "http.request", "body": b"", "more_body": False})
    start = await talk.receive_output(timeout=10)
    body = await talk.receive_output(timeout=10)
    await talk.wait()
    return start["status"], json.loads(body["body"])


async def test_one_byte_too_many_is_refused(settings):
    settings.MAX_MEDIA_BYTES = 1_000
    status, problem = await answer_to([b"x" * FRAMING, b"x" * 1_000, b"x"])
    assert (status, problem["code"]) == (413, "body_too_large")


async def test_as_many_as_may_be_are_read(settings):
    settings.MAX_MEDIA_BYTES = 1_000
    status, problem = await answer_to([b"x" * FRAMING, b"x" * 1_000])
    assert (status, problem["code"]) == (404, "not_found")
