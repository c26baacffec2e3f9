"""Random probes of each kind through the API, by people of bravo, for rows of acme."""

import base64
import hashlib
from datetime import timedelta

import orjson
import pytest
from django.db import transaction
from django.utils import timezone

from interview_coach.core.models import IdempotencyKey
from interview_coach.core.tenancy import all_tenants
from tests.architecture.routes import Route, api_routes
from tests.architecture.world import CALLS, SECRET
from tests.core.problems import row_counts
from tests.walls.probing import NOWHERE, REQUESTS, dice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("filters")]

NAMED = [route for route in api_routes() if route.named]
READ = [route for route in NAMED if "get" in route.methods]
NESTED = [route for route in NAMED if not route.path.endswith("<uuid:uuid>/")]
WRITES = [call for call in CALLS if call.signed_in and "<uuid:uuid>" in call.path and "file" not in call.kinds]
DELETES = [route for route in NAMED if "delete" in route.methods]
LISTS = ["interviews/", "questions/", "companies/", "reviews/", "rubrics/", "calibration-runs/", "users/me/activity/"]
FILTERS = ["user", "bank", "company", "tags", "q", "rubric", "question", "organization", "uuid", "status"]


@pytest.fixture
def path(bob):
    """How a path names a row that is tried, and somebody of acme who hangs on it."""
    return lambda route: route.url("{uuid}", user=bob.user.uuid)


def test_reads(strangers, names, path):
    roll = dice("read")
    for _ in range(REQUESTS):
        status, _ = roll.choice(strangers).probe("get", path(roll.choice(READ)), roll.choice(names))
        assert status in (403, 404)


def test_nested_routes(strangers, names, path, bravo_rows):
    """What hangs on acme's rows; and acme's people as if they hung on a row of bravo's."""
    roll = dice("nested")
    for _ in range(REQUESTS):
        route = roll.choice(NESTED)
        own = "<uuid:user>" in route.path and roll.random() < 0.5
        url = route.url(bravo_rows.uuids[route.kind], user="{uuid}") if own else path(route)
        method = roll.choice(route.methods)
        body = {"role": "coach"} if method == "patch" and own else {}
        status, _ = roll.choice(strangers).probe(method, url, roll.choice(names), body)
        assert 400 <= status < 500


def test_updates(strangers, names, path, acme_rows):
    roll, before = dice("update"), row_counts()
    bodies = {call: call.make(acme_rows) for call in WRITES}
    for _ in range(REQUESTS):
        call = roll.choice(WRITES)
        url = path(Route(call.path, ()))
        status, _ = roll.choice(strangers).probe(call.method, url, roll.choice(names), bodies[call])
        assert status in (403, 404)
    assert row_counts() == before


def test_deletes(strangers, names, path):
    roll, before = dice("delete"), row_counts()
    for _ in range(REQUESTS):
        status, _ = roll.choice(strangers).probe("delete", path(roll.choice(DELETES)), roll.choice(names))
        assert status in (403, 404)
    assert row_counts() == before


def test_list_filters(strangers, names):
    roll, words = dice("list"), [str(name).encode() for name in names]
    for _ in range(REQUESTS):
        query = "&".join(f"{name}={{uuid}}" for name in roll.sample(FILTERS, roll.choice((1, 1, 2))))
        uuid, url = roll.choice(names), f"/api/v1/{roll.choice(LISTS)}?{query}"
        _, content = roll.choice(strangers).probe("get", url, uuid)
        assert b"acme" not in content
        assert [word for word in words if word in content.replace(str(uuid).encode(), b"")] == []


@pytest.fixture
def smuggled(bravo_rows):
    """Bodies of bravo's own that are taken, and the same with one key that could point at a row of acme's."""
    found = []
    for call in CALLS:
        if not call.signed_in:
            continue
        body = call.make(bravo_rows)
        for field, kind in call.kinds.items():
            if kind.startswith("uuid") or (str(call), field) == ("post assignments/", "team"):
                pointed = ["{uuid}"] if kind.startswith("uuids") else "{uuid}"
                others = {name: value for name, value in body.items() if {name, field} != {"team", "user"}}
                found.append((call, body, {**others, field: pointed}))
    return found


def test_foreign_keys_in_a_body(strangers, bravo_rows, smuggled, names):
    owner, roll, before = strangers[0], dice("body"), row_counts()
    for _ in range(REQUESTS):
        call, _, body = roll.choice(smuggled)
        status, _ = owner.probe(call.method, call.url(bravo_rows), roll.choice(names), body)
        assert 400 <= status < 500
    assert row_counts() == before


def test_control_bodies_without_the_smuggled_key_are_taken(strangers, bravo_rows, smuggled):
    owner = strangers[0]
    for call, body, _ in smuggled:
        with transaction.atomic():
            call.prepare(bravo_rows, owner.person.actor)
            status, content = owner.ask(call.method, call.url(bravo_rows), body)
            transaction.set_rollback(True)
        assert status == call.status, (str(call), content)


def test_cursors(strangers, names):
    """A cursor names a row to go on after; a foreign one is a place in time and nothing more."""
    roll, words = dice("cursor"), [str(name).encode() for name in names]
    for _ in range(REQUESTS):
        uuid, backwards = roll.choice(names), roll.random() < 0.5
        near = uuid.int ^ roll.getrandbits(62)  # beside it, and nobody's
        url = f"/api/v1/{roll.choice(['interviews/', 'questions/', 'companies/', 'users/me/activity/'])}?cursor="
        stranger = roll.choice(strangers)
        told = [stranger.ask("get", url + marker(backwards, name)) for name in (uuid, type(uuid)(int=near))]
        assert told[0][0] == told[1][0] == 200
        assert orjson.loads(told[0][1])["results"] == orjson.loads(told[1][1])["results"]
        assert [word for word in words if word in told[0][1].replace(marker(backwards, uuid).encode(), b"")] == []


def marker(backwards, uuid):
    return base64.urlsafe_b64encode(orjson.dumps([backwards, str(uuid), str(uuid)])).decode()


def test_idempotency_keys(strangers, bob, acme, bravo, bravo_rows):
    """Acme's keys and what they had answered, stored even under the digest that bravo's own request has."""
    roll, now, unset = dice("key"), timezone.now(), {"field": "nothing"}
    with all_tenants():
        for number in range(50):
            digest = hashlib.sha256(f"{bravo.pk}\nPOST\n/api/v1/interviews/\nkey-{number}".encode()).hexdigest()
            IdempotencyKey.objects.create(
                organization=acme, user=bob.user, scope=digest, status_code=299, response={"is": SECRET},
                fingerprint=hashlib.sha256(orjson.dumps(unset)).hexdigest(), created_at=now,
                lease_expires_at=now + timedelta(days=1),
            )  # fmt: skip
    for _ in range(REQUESTS):
        stranger, key = roll.choice(strangers), f"key-{roll.randrange(50)}"
        told = stranger.ask("post", "/api/v1/interviews/", unset, HTTP_IDEMPOTENCY_KEY=key)
        assert told == stranger.ask("post", "/api/v1/interviews/", unset, HTTP_IDEMPOTENCY_KEY=f"own-{key}")
        assert told[0] == 400


def test_control_owner_of_the_rows_reaches_them(bob, alice, acme_rows):
    """The same questions, asked by whom the rows belong to: they are questions that have an answer."""
    found = {alice.client.get(route.url(acme_rows.uuids[route.path.split("/")[0]])).status_code for route in READ
             if route.path.split("/")[0] in acme_rows.uuids}  # fmt: skip
    assert 200 in found
    assert NOWHERE not in acme_rows.uuids.values()
