"""Every route of the API with every method, as someone who may not see what it names.

What each is for stands in docs/roles.md (`tests.architecture.matrix`); a call that is not in it fails the build. A
route that names a row answers 404 to whom the row is not there; what charlie gets elsewhere holds no word of acme's.
"""

import uuid
from copy import deepcopy

import pytest

from accounts.models import Role
from interview_coach.core.tenancy import all_tenants
from interviews.models import AIPolicy, Anchor, Answer, Feedback, Interview, Review, Verdict
from questionbank.models import Rubric, RubricVersion
from tests.architecture.matrix import RANK, lowest
from tests.architecture.routes import api_routes
from tests.architecture.world import CALLS, SECRET, build
from tests.core.clients import CommittingClient
from tests.core.problems import row_counts

pytestmark = pytest.mark.django_db

METHODS = ("get", "head", "post", "put", "patch", "delete", "options", "trace")
LOWEST = lowest()
# Kinds that a candidate of the same organization reads: the organization and its library.
COMMON = {"organizations", "questions", "companies"}
BODIES = {(call.method, call.path): call for call in CALLS}


@pytest.fixture
def acme_rows(world):
    return world


@pytest.fixture(scope="module")
def standing_bravo(stage):
    return build(stage["charlie"])


@pytest.fixture
def bravo_rows(db, standing_bravo):
    return deepcopy(standing_bravo)


def send(person, method, route, target):
    """Call a route with a body that would be taken from the owner of what it names."""
    call = BODIES.get((method, route.path))
    body = call.make(target) if call else {}
    client = CommittingClient(HTTP_AUTHORIZATION=f"Bearer {person.access}")
    url = route.url(target.uuids.get(route.kind), user=target.person.user.uuid)
    if method in ("get", "head", "trace"):
        return getattr(client, method)(url)
    return getattr(client, method)(url, body, format="multipart" if "file" in body else "json")


def state():
    """Return what of acme's rows would show that someone had reached them."""
    with all_tenants():
        return (
            row_counts(),
            list(Interview.objects.order_by("pk").values("pk", "status", "notes", "total_hints_used", "last_seq")),
            list(Answer.objects.order_by("pk").values("pk", "text", "edited_count", "evaluation_number")),
            list(Feedback.objects.order_by("pk").values("pk", "user_rating")),
            [list(model.objects.order_by("pk").values()) for model in (Rubric, RubricVersion, Anchor, AIPolicy)],
            [list(model.objects.order_by("pk").values()) for model in (Review, Verdict)],
        )


def refused(response, method, route, *, below=()) -> bool:
    """Whether an answer says that nothing is there, that the route knows no such method, or that it is for those above
    the roles `below`."""
    asked = method.replace("head", "get")
    if asked not in route.methods:
        return response.status_code == 405
    return response.status_code == (403 if f"{asked} {route.shown}" in below else 404)


@pytest.mark.parametrize("person", ["charlie", "emil"])
def test_what_a_route_names_is_not_there_for_others(person, acme_rows, request):
    stranger = request.getfixturevalue(person)
    before = state()
    for route in api_routes():
        if not route.named or (person == "emil" and route.kind in COMMON):
            continue
        for method in METHODS:
            response = send(stranger, method, route, acme_rows)
            below = LOWEST if person == "emil" else ()
            assert refused(response, method, route, below=below), f"{method} {route.path}: {response.status_code}"
            assert SECRET.encode() not in response.content
    assert state() == before


def test_foreign_row_answers_as_one_that_never_was(charlie, acme_rows):
    """Nothing tells a foreign uuid from an unknown one."""
    unknown = type(acme_rows)(**{**vars(acme_rows), "uuids": dict.fromkeys(acme_rows.uuids, uuid.uuid4())})
    for route in api_routes():
        for method in route.methods if route.named else ():
            told = [send(charlie, method, route, target) for target in (acme_rows, unknown)]
            assert told[0].status_code == told[1].status_code
            assert told[0].content == told[1].content


def test_owner_reaches_what_the_table_names(bob, alice, acme_rows):
    """The walk means something: the same calls answer 200 to whom the rows belong, or whose role they are for."""
    reached = {
        route.path: send(alice if f"get {route.shown}" in LOWEST else bob, "get", route, acme_rows).status_code
        for route in api_routes() if route.named and "get" in route.methods
    }  # fmt: skip
    assert set(reached.values()) == {200}


def those_below(role, cast):
    return [cast[lower] for lower in RANK[: RANK.index(role)]]


def test_call_for_a_role_is_refused_to_those_below(bob, dana, acme_rows):
    """Bob gave the answers: being their author opens nothing here."""
    before, cast = state(), {Role.CANDIDATE: bob, Role.COACH: dana}
    for route in api_routes():
        for method in route.methods:
            for person in those_below(LOWEST.get(f"{method} {route.shown}", Role.CANDIDATE), cast):
                response = send(person, method, route, acme_rows)
                assert response.status_code == 403, f"{method} {route.path}: {response.status_code}"
                assert SECRET.encode() not in response.content
    assert state() == before


@pytest.mark.parametrize("name", LOWEST)
def test_call_for_a_role_is_open_to_it(name, acme, sign_in, acme_rows):
    method, path = name.split(" ")
    (route,) = [route for route in api_routes() if route.shown == path]
    person, call = sign_in(acme, LOWEST[name]), BODIES.get((method, route.path))
    if call:
        call.prepare(acme_rows, person.actor)
    assert send(person, method, route, acme_rows).status_code == (call.status if call else 200)


def test_no_other_list_is_closed_to_a_candidate(bob, acme_rows):
    closed = {f"get {route.shown}" for route in api_routes() if not route.named and "get" in route.methods
              and send(bob, "get", route, acme_rows).status_code == 403}  # fmt: skip
    assert closed == {name for name in LOWEST if name.startswith("get") and "{" not in name}


def test_lists_hold_nothing_of_another_tenant(charlie, acme_rows, bravo_rows):
    names = [str(u) for u in (*acme_rows.uuids.values(), acme_rows.media.uuid, acme_rows.person.user.uuid)]
    for route in api_routes():
        if route.named or "get" not in route.methods or route.path in ("schema/", "docs/"):
            continue
        for query in ("", "?page_size=100", f"?user={acme_rows.person.user.uuid}", f"?bank={acme_rows.bank.uuid}",
                      f"?company={SECRET}", f"?tags={SECRET}", f"?q={SECRET}"):  # fmt: skip
            response = charlie.client.get(route.url() + query)
            assert response.status_code in (200, 400), route
            shown = response.content.decode()
            assert [name for name in [*names, "acme"] if name in shown] == [], f"{route.path}{query}"


def test_strangers_rows_are_not_taken_as_parts_of_ones_own(charlie, acme_rows, bravo_rows):
    """A body may name rows too: acme's bank, question and recording are unknown in charlie's own interview, and its
    question among charlie's own anchors."""
    anchors = f"/api/v1/rubrics/{bravo_rows.rubric.uuid}/anchors/"
    own, before = f"/api/v1/interviews/{bravo_rows.interview.uuid}/", state()
    answer = {"text": "Said.", "time_spent_seconds": 1, "question": str(bravo_rows.slot.question.uuid)}
    told = [
        charlie.client.post("/api/v1/interviews/", {"field": "hr", "level": "mid", "bank": str(acme_rows.bank.uuid)},
                            format="json"),
        charlie.client.post(own + "answers/", {**answer, "media": str(acme_rows.media.uuid)}, format="json"),
        charlie.client.post(own + "answers/", {**answer, "question": str(acme_rows.question.uuid)}, format="json"),
        charlie.client.put(own + "draft/", {"question": str(acme_rows.question.uuid), "text": "x"}, format="json"),
        charlie.client.post("/api/v1/auth/switch/", {"organization": str(acme_rows.bank.organization.uuid)},
                            format="json"),
        charlie.client.post(anchors, {"question": str(acme_rows.question.uuid), "text": "Said.", "scores": [5]},
                            format="json"),
    ]  # fmt: skip
    assert [response.status_code for response in told] == [400, 400, 409, 409, 404, 400]
    assert state() == before


def test_coach_reads_but_does_not_act_for_the_candidate(dana, bob, acme_rows):
    reading = {"interviews": {"get"}, "answers": {"get", "evaluate"}}
    before = state()
    for route in api_routes():
        kind = route.kind if route.named else ""
        if kind not in ("interviews", "answers", "feedback") or route.path.endswith(
            ("evaluate/", "next-question/", "draft/")
        ):
            continue
        for method in route.methods:
            if f"{method} {route.shown}" in LOWEST:
                continue
            status = send(dana, method, route, acme_rows).status_code
            expected = 200 if method in reading.get(kind, ()) else 404
            assert status == expected, f"{method} {route.path}: {status}"
    assert state() == before
    listed = dana.client.get(f"/api/v1/interviews/?user={bob.user.uuid}").json()["results"]
    assert [row["uuid"] for row in listed] == [str(acme_rows.interview.uuid)]


def test_stranger_without_a_session_gets_nothing(client, acme_rows):
    for route in api_routes():
        if route.named:
            url = route.url(acme_rows.uuids[route.kind], user=acme_rows.person.user.uuid)
            assert {getattr(client, method)(url).status_code for method in route.methods} == {401}
