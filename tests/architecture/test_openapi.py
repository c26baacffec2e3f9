"""The committed OpenAPI document is what the code says, and says it of every call."""

from pathlib import Path

import pytest
import yaml
from django.core.management import call_command
from drf_spectacular.validation import validate_schema

from tests.architecture.routes import api_routes

DOCUMENT = Path(__file__).parents[2] / "docs" / "api" / "openapi.yaml"
VERBS = ("get", "post", "put", "patch", "delete")


@pytest.fixture(scope="module")
def generated(tmp_path_factory):
    file = tmp_path_factory.mktemp("openapi") / "openapi.yaml"
    call_command("spectacular", file=str(file), validate=True, fail_on_warn=True)
    return file.read_text()


@pytest.fixture(scope="module")
def document(generated):
    return yaml.safe_load(generated)


def operations(document):
    return {f"{verb} {path}": operation for path, verbs in document["paths"].items()
            for verb, operation in verbs.items() if verb in VERBS}  # fmt: skip


def test_committed_document_is_the_generated_one(generated):
    assert DOCUMENT.read_text() == generated, "run: manage.py spectacular --file docs/api/openapi.yaml"


def test_document_is_valid(document):
    assert document["openapi"].startswith("3.1.")
    validate_schema(document)


def test_every_route_and_method_is_described(document):
    described = (route for route in api_routes() if route.path not in ("schema/", "docs/"))
    routed = {f"{method} /api/v1/{route.shown}" for route in described for method in route.methods}
    assert set(operations(document)) == routed


def test_every_operation_says_what_it_does_and_answers(document):
    for name, operation in operations(document).items():
        good = [answer for status, answer in operation["responses"].items() if status.startswith("2")]
        assert len(operation.get("description", "")) > 10, name
        assert (len(good) >= 1, "default" in operation["responses"]) == (True, True), name
        assert [answer for status, answer in operation["responses"].items()
                if status in ("200", "201", "202") and not answer.get("content")] == [], name  # fmt: skip


def test_errors_are_problem_documents(document):
    media = {tuple(operation["responses"]["default"]["content"]) for operation in operations(document).values()}
    assert media == {("application/problem+json",)}


# It changes nothing, and answers a file that nobody keeps.
WITHOUT_KEY = {"post /api/v1/users/me/export/"}


def test_every_post_outside_auth_takes_a_key(document):
    keyed = {name for name, operation in operations(document).items()
             if any(p["name"] == "Idempotency-Key" for p in operation.get("parameters", []))}  # fmt: skip
    outside = {name for name in operations(document) if name.startswith("post") and "/auth/" not in name}
    assert keyed == outside - WITHOUT_KEY


def test_calls_without_sign_in_are_the_named_ones(document):
    opened = {name for name, operation in operations(document).items() if operation["security"] != [{"bearer": []}]}
    without = ("register", "verify-email", "login", "refresh", "invitations/accept", "password/reset",
               "password/reset/confirm")  # fmt: skip
    assert opened == {f"post /api/v1/auth/{name}/" for name in without}


def test_no_integer_key_leaves_the_server(document):
    named = {name for schema in document["components"]["schemas"].values() for name in schema.get("properties", {})}
    assert {name for name in named if name == "id" or name.endswith("_id")} == {"entity_id", "request_id"}


@pytest.mark.django_db
def test_document_and_its_page_are_served(client):
    assert client.get("/api/v1/schema/").status_code == 200
    assert client.get("/api/v1/docs/").status_code == 200
