"""A password may hold the words of this product, and not rest on them."""

from pathlib import Path

import pytest
from django.conf import settings as project
from django.core.exceptions import ValidationError

from accounts.rules.password_words import WORDS, PasswordWordsValidator


def refused(password: str) -> bool:
    try:
        PasswordWordsValidator().validate(password)
    except ValidationError as error:
        return error.code == "password_of_context_words"
    return False


@pytest.mark.parametrize(
    "password", ["interviewcoach", "Interview-Coach-26", "1nterv1ew-C0ach!", "adminadminadmin", "P@$$w0rd-2026"]
)
def test_what_rests_on_them_is_refused(password):
    assert refused(password)


@pytest.mark.parametrize(
    "password", ["staple-battery-26", "practice-makes-better-26", "coach of seven horses", "0123456789"]
)
def test_what_holds_enough_beside_them_is_taken(password):
    assert not refused(password)


def test_names_of_the_installation_are_among_them(settings):
    assert not refused("megacorp-2026")
    settings.ALLOWED_HOSTS = ["coach.megacorp.example"]
    assert refused("MegaCorp-2026")


def test_registration_asks_for_it(anyone, db):
    body = {"email": "erin@example.org", "password": "Interview-Coach-26"}
    answered = anyone.post("/api/v1/auth/register/", body, format="json")
    assert (answered.status_code, [error["field"] for error in answered.json()["errors"]]) == (400, ["password"])


def test_the_document_lists_them_all():
    text = (Path(project.BASE_DIR) / "docs" / "security.md").read_text()
    listed = text.partition("### Words that no password may rest on")[2].partition("\n\n")[2].partition("\n\n")[0]
    assert [word.strip(" `\n.") for word in listed.split("·")] == list(WORDS)
