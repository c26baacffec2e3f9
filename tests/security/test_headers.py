"""What browsers are told with every answer."""

import re
from pathlib import Path

import pytest
from django.conf import settings as project
from django.urls import reverse

from interview_coach import policies

NOTHING = dict.fromkeys(("default-src", "base-uri", "form-action", "frame-ancestors"), "'none'")


def directives(response) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in response["Content-Security-Policy"].split(";"))
    return {name: value for name, _, value in parts}


def test_api_answers_may_load_nothing(bob):
    response = bob.client.get("/api/v1/users/me/")
    assert directives(response) == NOTHING
    assert response["Cache-Control"] == "no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Permissions-Policy"] == policies.PERMISSIONS


@pytest.mark.parametrize("path", ["/api/v1/nowhere/", "/nowhere/", "/healthz/"])
def test_errors_and_operations_may_load_nothing(client, db, path):
    assert directives(client.get(path)) == NOTHING


def test_the_back_office_runs_its_own_scripts_only(client, db):
    told = directives(client.get(reverse("admin:login")))
    assert told["script-src"] == "'self' 'unsafe-eval'"
    assert told["default-src"] == "'none'"
    assert told["form-action"] == "'self'"
    assert told["frame-ancestors"] == "'none'"


def test_the_page_of_the_api_evaluates_nothing(client, db):
    assert directives(client.get(reverse("docs")))["script-src"] == "'self'"


@pytest.mark.parametrize("page", ["admin:login", "docs"])
def test_no_page_holds_a_script_of_its_own(client, db, page):
    text = client.get(reverse(page)).content.decode()
    assert [tag for tag in text.split("<script")[1:] if "src=" not in tag.partition(">")[0]] == []


def test_the_cookie_of_forms_is_out_of_reach_of_scripts(client, db):
    cookie = client.get(reverse("admin:login")).cookies["csrftoken"]
    assert cookie["httponly"] is True
    assert cookie["samesite"] == "Lax"


def test_no_template_of_ours_holds_a_script_or_a_handler(db):
    """The policy would keep either from running, without a word."""
    folder = Path(project.BASE_DIR) / "interview_coach" / "templates"
    pages = {path.name: path.read_text() for path in folder.rglob("*.html")}
    assert "judge.html" in pages
    assert [name for name, text in pages.items() if re.search(r"<script|\son[a-z]+\s*=", text)] == []


def test_signing_out_empties_the_cache_of_the_browser(client, alice):
    client.force_login(alice.user)
    assert client.post(reverse("admin:logout"))["Clear-Site-Data"] == '"cache"'
