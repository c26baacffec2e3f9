"""Pages of other origins read the API only where they are named."""

import pytest

APP = "https://app.acme.example"


def preflight(client, origin: str):
    return client.options("/api/v1/users/me/", HTTP_ORIGIN=origin, HTTP_ACCESS_CONTROL_REQUEST_METHOD="GET",
                          HTTP_ACCESS_CONTROL_REQUEST_HEADERS="authorization")  # fmt: skip


def test_no_origin_is_let_in_by_default(client, db):
    assert "Access-Control-Allow-Origin" not in preflight(client, APP)


@pytest.mark.parametrize(("origin", "answer"), [(APP, APP), ("https://app.bravo.example", None), ("null", None)])
def test_a_named_origin_is_let_in(client, db, settings, origin, answer):
    settings.CORS_ALLOWED_ORIGINS = [APP]
    assert preflight(client, origin).get("Access-Control-Allow-Origin") == answer


def test_no_cookie_goes_along(client, db, settings):
    settings.CORS_ALLOWED_ORIGINS = [APP]
    assert "Access-Control-Allow-Credentials" not in preflight(client, APP)


def test_only_the_api_is_shared(client, db, settings):
    settings.CORS_ALLOWED_ORIGINS = [APP]
    assert "Access-Control-Allow-Origin" not in client.get("/admin/login/", HTTP_ORIGIN=APP)


def test_what_a_client_needs_of_the_headers_can_be_read(bob, settings):
    settings.CORS_ALLOWED_ORIGINS = [APP]
    shown = bob.client.get("/api/v1/users/me/", HTTP_ORIGIN=APP)["Access-Control-Expose-Headers"]
    assert shown == "Idempotent-Replayed, Retry-After, X-Request-ID"
