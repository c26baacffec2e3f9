"""Is it up, is it ready, what does it count; and how errors outside the API look."""

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from accounts.services.audit.sealing import seal
from interview_coach.core.postgresql.ownership import as_owner

pytestmark = pytest.mark.django_db
READY = {"status": "ready", "missing": []}


@pytest.fixture
def dead_redis(unused_port):
    return f"redis://127.0.0.1:{unused_port}/0"


def test_process_is_up_without_a_database(client):
    response = client.get("/healthz/")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_everything_is_there(client):
    response = client.get("/readyz/")
    assert (response.status_code, response.json()) == (200, READY)


def test_dead_cache_is_named(client, settings, dead_redis):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": dead_redis}}
    response = client.get("/readyz/")
    assert (response.status_code, response.json()) == (503, {"status": "unavailable", "missing": ["cache"]})


def test_dead_broker_is_named(client, settings, dead_redis):
    settings.EMBEDDED, settings.CELERY_BROKER_URL = False, dead_redis
    response = client.get("/readyz/")
    assert (response.status_code, response.json()) == (503, {"status": "unavailable", "missing": ["broker"]})


@pytest.mark.django_db(transaction=True)
def test_missing_migration_is_named(client):
    with as_owner("default"):
        MigrationRecorder(connection).record_unapplied("gamification", "0001_initial")
    try:
        response = client.get("/readyz/")
        assert (response.status_code, response.json()) == (503, {"status": "unavailable", "missing": ["migrations"]})
    finally:
        with as_owner("default"):
            MigrationRecorder(connection).record_applied("gamification", "0001_initial")


@pytest.mark.parametrize(
    ("meta", "status"),
    [
        ({"REMOTE_ADDR": "127.0.0.1"}, 200),
        ({"REMOTE_ADDR": "::1"}, 200),
        ({"REMOTE_ADDR": "192.0.2.1"}, 403),
        ({"REMOTE_ADDR": ""}, 403),
        ({"REMOTE_ADDR": "192.0.2.1", "HTTP_X_FORWARDED_FOR": "127.0.0.1"}, 403),
        ({"REMOTE_ADDR": "192.0.2.1", "HTTP_AUTHORIZATION": "Bearer "}, 403),
        ({"REMOTE_ADDR": "192.0.2.1", "HTTP_AUTHORIZATION": "Bearer figures"}, 403),
    ],
)
def test_figures_are_for_loopback(client, settings, meta, status):
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", **meta).status_code == status


@pytest.mark.parametrize(("header", "status"), [("Bearer figures", 200), ("Bearer figure", 403), ("Bearer é", 403)])
def test_figures_are_for_those_with_the_token(client, settings, header, status):
    settings.METRICS_TOKEN = "figures"
    assert client.get("/metrics/", REMOTE_ADDR="192.0.2.1", HTTP_AUTHORIZATION=header).status_code == status


@pytest.mark.parametrize(
    ("forwarded", "status"), [("192.0.2.1", 403), ("127.0.0.1", 200), ("127.0.0.1, 192.0.2.1", 403)]
)
def test_figures_behind_a_proxy_are_for_whom_it_says(client, settings, forwarded, status):
    settings.TRUSTED_PROXIES = 1
    response = client.get("/metrics", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)
    assert response.status_code == status


def test_figures_are_in_the_format_of_prometheus(client):
    response = client.get("/metrics", REMOTE_ADDR="127.0.0.1")
    assert response["Content-Type"].split(";")[0] == "text/plain"
    assert response.content.startswith(b"# HELP")


def test_figures_say_how_far_the_sealer_is_behind(client, bob):
    def figure(name):
        lines = client.get("/metrics", REMOTE_ADDR="127.0.0.1").content.decode().splitlines()
        return float(next(line.split()[1] for line in lines if line.startswith(name + " ")))

    assert figure("audit_unsealed_lines") > 0
    seal(now=timezone.now())
    assert (figure("audit_unsealed_lines"), figure("audit_unsealed_seconds")) == (0, 0)


def test_front_page_leads_to_the_documentation(client):
    response = client.get("/")
    assert (response.status_code, response["Location"]) == (302, "/api/v1/docs/")


@pytest.mark.parametrize("path", ["/nothing/", "/api/v1/nothing/", "/api/v1/interviews/first/"])
def test_what_is_not_there_is_a_problem_document(client, path):
    response = client.get(path)
    assert response["Content-Type"] == "application/problem+json"
    assert response.json() == {
        "type": "about:blank", "title": "Not Found", "status": 404, "detail": "There is nothing here.",
        "code": "not_found",
    }  # fmt: skip


def test_refused_figures_are_a_problem_document(client):
    response = client.get("/metrics", REMOTE_ADDR="192.0.2.1")
    assert (response["Content-Type"], response.json()["code"]) == ("application/problem+json", "permission_denied")


def test_unknown_host_is_a_problem_document(client):
    response = client.get("/healthz/", HTTP_HOST="evil.example")
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")


@pytest.mark.parametrize(("sent", "kept"), [("abc-1.2_3", True), ("a" * 65, False), ("a b", False), ("é", False)])
def test_request_is_named_by_the_client_where_the_name_is_sane(client, sent, kept):
    response = client.get("/healthz/", HTTP_X_REQUEST_ID=sent)
    assert (response["X-Request-ID"] == sent) is kept
