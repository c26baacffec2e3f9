"""Whatever a client sends: a clear problem document, never a server error, and nothing half-written."""

import itertools
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.architecture.routes import api_routes
from tests.architecture.world import CALLS, NOTHING_REQUIRED, recording
from tests.core.problems import problem_of, row_counts

pytestmark = pytest.mark.django_db

JSON = "application/json"
DEEP = "deep"  # stands for 900 nested lists, which `json.dumps` cannot write
BROKEN = {
    "cut off": b'{"a": ',
    "lone surrogate": b'"\\ud800"',
    "surrogate in a field": b'{"text": "\\ud800"}',
    "infinite": b'{"a": 1e309}',
    "nan": b'{"a": NaN}',
    "5000 deep": b"[" * 5000 + b"]" * 5000,
    "1000 deep": b'{"a":' * 1000 + b"1" + b"}" * 1000,
    "not UTF-8": b'{"a": "\xff\xfe"}',
    "encoded surrogate": b'{"a": "\xed\xa0\x80"}',
    "UTF-16": '{"a": 1}'.encode("utf-16"),
    "null": b"null",
    "list": b"[]",
    "list of objects": b'[{"a": 1}]',
    "number": b"7",
    "string": b'"text"',
    "boolean": b"true",
}
WRONG = [
    None, [], [1], [[]], {}, {"a": 1}, 7, -1, 1.5, 2**63, 10**30, True, "", "\0", "a\0b", "x" * 100_001, DEEP,
    "00000000-0000-0000-0000-000000000000",
]  # fmt: skip
# What a field of each kind takes; everything else is wrong for it.
TAKEN = {
    "text": lambda value: value == "" or (isinstance(value, str) and value.startswith("00")),
    "word": lambda value: False,
    "secret": lambda value: False,
    "new secret": lambda value: isinstance(value, str) and value.startswith("00"),
    "email": lambda value: False,
    "url": lambda value: value == "",
    "uuid": lambda value: False,
    "uuid?": lambda value: value is None,
    "integer": lambda value: value == 7 and value is not True,
    "integer?": lambda value: value is None or (value == 7 and value is not True),
    "budget": lambda value: value is None or (value == 7 and value is not True),
    "score": lambda value: value in (7, 1.5) and value is not True,
    "score?": lambda value: value is None or (value in (7, 1.5) and value is not True),
    "kappa": lambda value: value == -1,
    "name": lambda value: isinstance(value, str) and value.startswith("00"),
    "choice": lambda value: value == "",
    "word?": lambda value: value is None,
    "boolean": lambda value: value is True,
    "boolean?": lambda value: value is None or value is True,
    "flags": lambda value: value == [],
    "scores": lambda value: value == [1],
    "object": lambda value: value == {} or value == {"a": 1},
    "list": lambda value: value == [],
    "fields": lambda value: value == {},
    "uuids": lambda value: False,
    "uuids?": lambda value: value == [],
}
ALSO_WRONG = {
    "object": [{"a": "\0"}, {"\0": 1}, {"a": 2**64 - 1}, {"a": {"a": DEEP}}],
    "list": [["\0"], [""], ["x"] * 11, ["x" * 51], [None], [{}], [DEEP]],
    "uuid": ["{}", "not-a-uuid"],
    "integer": ["7", 7.0, 10**9],
    "boolean": ["yes", 1, 0, "true"],
    "flags": [["\0"], [""], ["copied"] * 31, ["x" * 51], [None], [{}], [DEEP]],
    "scores": [[11], [-1], [1.005], ["7"], [True], [None], [{}], [7] * 21, [10**400], [DEEP]],
}
FOREIGN = [
    (b'{"text": "' + b"x" * 10_000_000 + b'"}', JSON, 413),
    (b"a=1&b=2", "application/x-www-form-urlencoded", 415),
    (b"<a/>", "application/xml", 415),
    (b"{}", "text/plain; charset=nonsense", 415),
]
JSON_CALLS = [call for call in CALLS if "file" not in call.kinds]


def encode(body) -> bytes:
    return json.dumps(body).replace('"deep"', "[" * 900 + "]" * 900).encode()


def wrong_bodies(call, valid):
    """Yield the valid body with one thing wrong, for each thing that may be."""
    yield {**valid, "no_such_field": 1}
    yield {**valid, "": 1, "\0": 2}
    for field, kind in call.kinds.items():
        for value in [*WRONG, *ALSO_WRONG.get(kind.rstrip("?"), []), *ALSO_WRONG.get(kind, [])]:
            # otp is taken as text and looked at only where two factors are on
            if not TAKEN[kind](value) and not (field == "otp" and value == ""):
                yield {**valid, field: value}


@pytest.fixture(autouse=True)
def _nobody_is_locked_out(settings) -> None:
    settings.LOGIN_FAILURE_LIMIT = settings.LOGIN_ADDRESS_LIMIT = 10_000


@pytest.fixture
def cast(bob, alice):
    """Who sends the calls."""
    return {"bob": bob, "alice": alice}


@pytest.fixture
def send(cast):
    """Send bytes to a call; each POST under a key of its own, which must not make a difference."""
    keys = itertools.count()

    def send(call, world, data: bytes, content_type=JSON, **headers):
        if call.method == "post":
            headers["HTTP_IDEMPOTENCY_KEY"] = f"key-{next(keys)}"
        # An invitation is answered otherwise by who is signed in; other open calls look at nobody.
        client = cast[call.by].client if call.signed_in else type(cast[call.by].client)()
        return client.generic(call.method.upper(), call.url(world), data, content_type, **headers)

    return send


@pytest.mark.parametrize("call", JSON_CALLS, ids=str)
def test_bad_body_is_a_problem_and_leaves_nothing(call, world, send, cast):
    call.prepare(world, cast[call.by].actor)
    valid = call.make(world)
    before = row_counts(leaving="idempotency_keys")
    for body in wrong_bodies(call, valid):
        problem_of(send(call, world, encode(body)))
    for data in BROKEN.values():
        problem_of(send(call, world, data))
    for data, content_type, status in FOREIGN:
        assert problem_of(send(call, world, data, content_type))["status"] == status
    assert row_counts(leaving="idempotency_keys") == before
    assert send(call, world, encode(valid)).status_code == call.status


@pytest.mark.parametrize("call", [c for c in JSON_CALLS if c.kinds and str(c) not in NOTHING_REQUIRED], ids=str)
def test_empty_body_is_a_problem_where_something_is_required(call, world, send):
    problem_of(send(call, world, b""))
    assert problem_of(send(call, world, b"{}"))["code"] == "validation_error"


def test_upload_takes_nothing_but_a_recording(bob, world):
    url = f"/api/v1/interviews/{world.interview.uuid}/media/"
    head = recording().read()
    before = row_counts()
    wrong = [
        {}, {"kind": "audio"}, {"file": recording()}, {"file": recording(), "kind": "smell"},
        {"file": recording(), "kind": "video"}, {"file": "no file", "kind": "audio"},
        {"file": SimpleUploadedFile("a.wav", b""), "kind": "audio"},
        {"file": SimpleUploadedFile("a.wav", b"plain text"), "kind": "audio"},
        {"file": recording(), "kind": "audio", "no_such_field": "1"},
        {"file": recording(), "kind": "audio", "is_session_recording": "perhaps"},
        {"file": recording(), "kind": "x" * 2_000_000},
        {"file": recording(), "kind": "audio", **{f"field{n}": "1" for n in range(1100)}},
        *({"file": SimpleUploadedFile("a", head[:n]), "kind": "audio"} for n in range(1, 12)),
        *({"file": SimpleUploadedFile("a", magic), "kind": kind} for kind in ("audio", "video") for magic in MAGIC),
    ]  # fmt: skip
    for body in wrong:
        problem_of(bob.client.post(url, body, format="multipart"))
    for content_type in ("multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\xe9"):
        problem_of(bob.client.generic("POST", url, b"--x\r\n\r\n--x--", content_type))
    assert problem_of(bob.client.post(url, {"kind": "audio"}, format="json"))["code"] == "unsupported_media_type"
    assert row_counts() == before


# Openings that formats are told by, cut where a reader might look on.
MAGIC = (b"\0", b"\x1aE\xdf\xa3", b"\0\0\0\x18", b"\0\0\0\x18ft", b"\0\0\0\x18ftyp", b"RIFF", b"PK\3\4", b"\xff\xd8")


def test_every_write_has_its_table_row():
    routed = {(method, route.path) for route in api_routes() for method in route.methods if method != "get"}
    assert {(call.method, call.path) for call in CALLS} == routed
