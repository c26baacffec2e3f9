"""A line for each request: who, what, how it was answered; in the right tenant, and at no statement's cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import ActivityLog
from accounts.services.audit.requests import lines
from accounts.services.audit.sealing import seal
from interview_coach.core.tenancy import all_tenants
from interviews.services.media import signed_link
from tests.cast import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def requests(settings):
    """What was noted, after it was written."""
    settings.TRAIL_REQUESTS = True
    lines._held.clear()

    def read():
        lines.flush()
        with all_tenants():
            return list(ActivityLog.objects.filter(action_type="request").order_by("pk"))

    return read


def told(line):
    return (
        line.organization.slug,
        line.user and line.user.email,
        line.request_method,
        line.request_path,
        line.status_code,
    )


def test_requests_are_noted_for_who_asked_where(bob, charlie, client, requests):
    bob.client.get("/api/v1/users/me/", HTTP_X_REQUEST_ID="r-1", HTTP_USER_AGENT="Browser/1")
    charlie.client.get("/api/v1/interviews/?nonsense=1")
    client.get("/api/v1/users/me/")
    client.get("/nowhere/")
    client.get("/")
    noted = requests()
    assert [told(line) for line in noted] == [
        ("acme", "bob@acme.example", "GET", "/api/v1/users/me/", 200),
        ("bravo", "charlie@bravo.example", "GET", "/api/v1/interviews/", 400),
        ("public", None, "GET", "/api/v1/users/me/", 401),
        ("public", None, "GET", "/nowhere/", 404),
        ("public", None, "GET", "/", 302),
    ]
    first = noted[0]
    assert (first.request_id, first.user_agent, first.ip_address) == ("r-1", "Browser/1", "127.0.0.1")
    assert 0 < first.response_time < 60_000


def test_back_office_requests_are_its_organization_s(alice, client, requests):
    client.force_login(alice.user)
    client.get("/admin/")
    assert [told(line) for line in requests()] == [("acme", "alice@acme.example", "GET", "/admin/", 200)]


def test_platform_staff_are_the_house_s(alice, client, requests):
    type(alice.user).objects.filter(pk=alice.user.pk).update(is_platform_staff=True)
    client.force_login(alice.user)
    client.get("/admin/")
    assert [told(line) for line in requests()] == [("public", "alice@acme.example", "GET", "/admin/", 200)]


def test_failures_are_noted_too(bob, requests):
    huge = {"content_type": "application/json", "CONTENT_LENGTH": "99999999"}
    assert bob.client.post("/api/v1/interviews/", b"{}", **huge).status_code == 413
    assert [told(line)[0::4] for line in requests()] == [("public", 413)]


@pytest.mark.parametrize("path", ["/healthz/", "/readyz/", "/metrics", "/metrics/", "/static/x.css"])
def test_what_machines_ask_all_the_time_is_left_out(client, requests, path):
    client.get(path)
    assert requests() == []


def test_nothing_is_noted_where_it_is_switched_off(client, requests, settings):
    settings.TRAIL_REQUESTS = False
    client.get("/")
    assert requests() == []


def test_token_in_a_path_is_left_out(client, public, requests):
    link = signed_link("acme/recording.wav")
    for path in (link, link.rstrip("/"), link + "more/"):  # the last two lead nowhere, or elsewhere
        client.get(path)
    assert [line.request_path for line in requests()] == ["/media/…/", "/media/…", "/media/…/more/"]


def test_query_is_left_out(bob, requests):
    bob.client.get("/api/v1/interviews/?cursor=secret")
    assert [line.request_path for line in requests()] == ["/api/v1/interviews/"]


def test_request_costs_no_statement(bob, settings, requests):
    def statements():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert bob.client.get("/api/v1/interviews/").status_code == 200
        return len(asked)

    statements()
    with_line = statements()
    settings.TRAIL_REQUESTS = False
    assert statements() == with_line
    assert len(requests()) == 2


def test_many_lines_are_few_statements(bob, requests, django_assert_max_num_queries):
    for _ in range(30):
        bob.client.get("/api/v1/users/me/")
    with django_assert_max_num_queries(4):
        lines.flush()
    assert len(requests()) == 30


def test_request_lines_are_sealed_like_any(bob, requests):
    seal(now=NOW)
    bob.client.get("/api/v1/users/me/")
    assert (len(requests()), seal(now=NOW)) == (1, 1)


def test_own_trail_shows_what_was_done_and_not_each_request(bob, requests):
    bob.client.patch("/api/v1/users/me/", {"first_name": "Robert"}, format="json")
    requests()
    shown = bob.client.get("/api/v1/users/me/activity/").json()["results"]
    assert "settings_change" in {line["action_type"] for line in shown}
    assert "request" not in {line["action_type"] for line in shown}
