"""Whatever stands behind the question mark: a list, or a problem document; never a server error."""

import base64
import json
from urllib.parse import quote, urlencode

import pytest

from questionbank.models import Rubric
from tests.architecture.routes import api_routes
from tests.core.problems import problem_of

pytestmark = pytest.mark.django_db

ROUTES = [route for route in api_routes() if "get" in route.methods and route.path not in ("schema/", "docs/")]
LISTS = ["users/me/activity/", "organizations/", "questions/", "companies/", "companies/<uuid:uuid>/questions/",
         "interviews/", "reviews/", "users/me/consents/", "auth/sessions/", "assignments/",
         "collections/", "rubrics/", "rubrics/<uuid:uuid>/anchors/", "calibration-runs/"]  # fmt: skip
NIL = "00000000-0000-0000-0000-000000000000"
POSITIONS = ["", "x", "\0", "a\0b", NIL, "0", "-1", "1" * 30, "1e309", "nan", "é", "2026-01-01", "2026-01-01 00:00",
             "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-02-30T00:00:00Z",
             "x" * 5000]  # fmt: skip
CURSORS = ["", "garbage", "%00", "====", "é", "cD0", "A" * 5000]
MARKERS = ["", "null", "7", "[]", "{}", "[1]", "[1,2]", "[false,1,2,3]", '[false,"x",7]', '[false,"x","x"]',
           "[[],{},[]]", '{"a":1,"b":2,"c":3}', '"abc"', "[" * 3000, f'[1e309,"x","{NIL}"]', f'[false,null,"{NIL}"]',
           f'[false,[],"{NIL}"]', f'[false,{"9" * 5000},"{NIL}"]']  # fmt: skip


def cursor(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode()


def answered(response) -> int:
    """Return the status of an answer that is a page or a problem."""
    if response.status_code != 200:
        return problem_of(response)["status"]
    assert [name for name in ("next", "previous", "results") if name not in response.json()] == []
    return 200


@pytest.fixture
def ask(dana, library):
    """Ask for a list as Dana, whose role every list is open to, with a query as text or as names and values."""
    with dana.scope():
        named = {"companies": library[0].bank, "rubrics": Rubric.objects.get(default_for="hr")}

    def ask(path, query):
        row = named.get(path.split("/")[0])
        url = "/api/v1/" + path.replace("<uuid:uuid>", str(row.uuid) if row else "")
        return dana.client.get(f"{url}?{query if isinstance(query, str) else urlencode(query)}")

    return ask


@pytest.mark.parametrize("path", LISTS)
def test_malformed_cursor_is_not_found(path, ask):
    malformed = [*map(quote, CURSORS), *map(cursor, MARKERS)]
    assert {answered(ask(path, f"cursor={c}")) for c in malformed} == {404}


@pytest.mark.parametrize(
    ("path", "ordering"),
    [(path, "") for path in LISTS]
    + [("interviews/", "started_at"), ("questions/", "created_at"), ("questions/", "usage_count"),
       ("companies/", "company_name"), ("rubrics/", "name"), ("reviews/", "opened_at"),
       ("rubrics/<uuid:uuid>/anchors/", "created_at"), ("calibration-runs/", "ran_at")],
)  # fmt: skip
def test_cursor_may_name_any_position(path, ordering, ask):
    for position in POSITIONS:
        for way in ("", "-") if ordering else ("",):
            query = {"ordering": way + ordering} if ordering else {}
            for backwards in (True, False):
                marker = cursor(json.dumps([backwards, position, NIL]))
                assert answered(ask(path, {**query, "cursor": marker})) in (200, 404)


@pytest.mark.parametrize("path", LISTS)
def test_odd_page_size_and_ordering_and_unknown_filters(path, ask):
    sizes = ["-1", "0", "abc", "", "1e3", "\0", str(10**30), "9" * 5000]
    assert {answered(ask(path, {"page_size": size})) for size in sizes} == {200}
    orderings = ["nonsense", "--uuid", "", "-", "uuid,created_at", "password", "user__password", "\0", "?"]
    assert {answered(ask(path, {"ordering": ordering})) for ordering in orderings} == {400}
    unknown = [{"no_such": "1"}, {"": "1"}, {"\0": "1"}, {"user__email": "a"}, {"x" * 5000: "1"}]
    assert {answered(ask(path, query)) for query in unknown} == {400}


FILTERS = {
    "interviews/": [
        "status", "field", "level", "interview_type", "company", "started_after", "started_before", "user",
    ],
    "questions/": [
        "field", "level", "category", "subcategory", "difficulty", "company", "tags", "language", "bank", "q",
    ],
    "reviews/": ["status", "reason", "user", "mine"],
    "rubrics/": ["category", "question", "mine"],
    "calibration-runs/": ["rubric", "evaluator", "model", "purpose", "passed"],
}  # fmt: skip
VALUES = [*POSITIONS, "%", "_", "'", '"', "\\", ",", ",,,", "\ud800".encode("utf-8", "surrogatepass"), b"\xff", "en\0",
          'a" OR 1=1', "{}", "$.x", "[0]"]  # fmt: skip


@pytest.mark.parametrize(("path", "name"), [(path, name) for path, names in FILTERS.items() for name in names])
def test_filter_takes_or_refuses_any_value(path, name, ask):
    assert {answered(ask(path, {name: value})) for value in VALUES} <= {200, 400}


@pytest.mark.parametrize(("path", "name", "code"), [
    ("interviews/", "started_after", "invalid"), ("interviews/", "started_before", "invalid"),
    ("interviews/", "user", "invalid"), ("questions/", "bank", "invalid"), ("reviews/", "user", "invalid"),
    ("reviews/", "status", "invalid_choice"), ("reviews/", "mine", "invalid_choice"),
    ("rubrics/", "question", "invalid"), ("rubrics/", "mine", "invalid_choice"),
    ("calibration-runs/", "rubric", "invalid"), ("calibration-runs/", "passed", "invalid_choice"),
])  # fmt: skip
def test_filter_refuses_garbage(path, name, code, ask):
    errors = problem_of(ask(path, {name: "garbage"}))["errors"]
    assert [(error["field"], error["code"]) for error in errors] == [(name, code)]


ODD_QUERIES = ["after=-1", "after=²", "after=" + "9" * 5000, "question=x", "question=" + NIL, "format=xml", "a=%00"]
ODD_HEADERS = [{"Accept": "text/html"}, {"Accept": "x"}, {"Accept-Language": "\0;q=x,de-" + "a" * 900}]


def test_reading_calls_take_any_query_and_header(bob, dana, world):
    for route in ROUTES:
        url = route.url(world.uuids.get(route.path.split("/")[0]))
        for query in ODD_QUERIES:
            for person in (bob, dana):
                assert person.client.get(f"{url}?{query}").status_code < 500, (url, query)
        for headers in ODD_HEADERS:
            for person in (bob, dana):
                assert person.client.get(url, headers=headers).status_code < 500, (url, headers)


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode()


@pytest.mark.parametrize(
    "token",
    ["", "x", "a.b.c", "é", "x y", "." * 3000, b64(b"[" * 3000) + ".e30.x", b64(b'{"alg":5}') + ".e30.x",
     b64(b'{"alg":"none"}') + ".e30."],
)  # fmt: skip
def test_forged_token_is_not_signed_in(token, client, public):
    access = client.get("/api/v1/users/me/", HTTP_AUTHORIZATION=f"Bearer {token}")
    refresh = client.post("/api/v1/auth/refresh/", {"refresh": token or "-"}, "application/json")
    assert [problem_of(access)["status"], problem_of(refresh)["status"]] == [401, 401]


def test_every_list_is_fuzzed(ask):
    assert {route.path for route in ROUTES if "previous" in ask(route.path, "").json()} == set(LISTS)
