"""What is refused before anybody looks at who asks."""

import pytest

from tests.core.problems import problem_of

ME = "/api/v1/users/me/"


@pytest.mark.parametrize("path", [ME, "/", "/healthz/", "/metrics", "/admin/login/"])
def test_trace_is_refused_everywhere(client, db, path):
    assert problem_of(client.generic("TRACE", path))["code"] == "method_not_allowed"


def test_the_api_is_refused_over_http_and_not_redirected(bob, settings):
    settings.SECURE_SSL_REDIRECT = True
    refused = bob.client.get(ME)
    assert (refused.status_code, problem_of(refused)["code"]) == (403, "https_required")
    assert bob.client.get(ME, secure=True).status_code == 200


def test_pages_are_redirected_to_https(client, db, settings):
    settings.SECURE_SSL_REDIRECT = True
    answered = client.get("/admin/login/")
    assert (answered.status_code, answered["Location"]) == (301, "https://testserver/admin/login/")


def test_the_api_is_answered_over_http_where_https_is_not_asked_for(bob):
    assert bob.client.get(ME).status_code == 200
