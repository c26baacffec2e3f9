"""How an account comes to be, and how its address is proven."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import ActivityLog, Membership, User
from accounts.services import registration
from interview_coach.core.tenancy import all_tenants
from tests.accounts.threads import at_once
from tests.cast import PASSWORD
from tests.core.problems import problem_of

pytestmark = pytest.mark.django_db

URL = "/api/v1/auth/"
PERSON = {"email": "New.Person@Example.org", "password": PASSWORD, "first_name": "Ñu", "timezone": "Europe/Berlin",
          "language_preference": "de"}  # fmt: skip


def register(anyone, **changes):
    return anyone.post(URL + "register/", {**PERSON, **changes}, format="json")


def mailed_token() -> str:
    return re.search(r"^[\w-]{40,}$", mail.outbox[-1].body, re.MULTILINE)[0]


def log_in(anyone, email="new.person@example.org"):
    return anyone.post(URL + "login/", {"email": email, "password": PASSWORD}, format="json")


def test_register_opens_an_account_in_the_house(anyone, public):
    answer = register(anyone)
    user = User.objects.get(email="new.person@example.org")
    assert (answer.status_code, answer.json()) == (201, {"email": "new.person@example.org"})
    assert (user.first_name, user.timezone, user.language_preference) == ("Ñu", "Europe/Berlin", "de")
    assert (user.is_verified, user.is_platform_staff, user.is_demo) == (False, False, False)
    assert (user.password.startswith("pbkdf2_sha256$"), PASSWORD in user.password) == (True, False)
    with all_tenants():
        assert list(Membership.objects.values_list("organization", "role")) == [(public.pk, "candidate")]
        assert list(ActivityLog.objects.values_list("action_type", flat=True).order_by("pk")) == [
            "account_registered", "member_joined",
        ]  # fmt: skip


def test_register_mails_a_token_that_is_not_stored(anyone):
    register(anyone)
    assert [(m.to, m.subject) for m in mail.outbox] == [(["new.person@example.org"], "Confirm your address")]
    assert User.objects.filter(verification_token=mailed_token()).count() == 0


def test_known_address_answers_the_same_and_mails_its_owner(anyone):
    first = register(anyone)
    User.objects.update(is_verified=True)
    again = register(anyone, first_name="Mallory", password="Other-horse-8-battery")
    assert (again.status_code, again.json()) == (first.status_code, first.json())
    assert [m.subject for m in mail.outbox] == ["Confirm your address", "Someone tried to register your address"]
    assert list(User.objects.values_list("first_name", flat=True)) == ["Ñu"]
    assert log_in(anyone).status_code == 200


def test_token_proves_the_password_it_was_registered_with(anyone, settings):
    settings.REQUIRE_VERIFIED_EMAIL = True
    register(anyone, password="Squatter-horse-9-battery")
    register(anyone)
    token = mail.outbox[-1].body.split()[-1]
    assert anyone.post(URL + "verify-email/", {"token": token}, format="json").status_code == 204
    user = User.objects.get()
    assert [user.check_password(p) for p in ("Squatter-horse-9-battery", PASSWORD)] == [False, True]


def test_unproven_address_gets_a_new_token_when_it_registers_again(anyone):
    register(anyone)
    before = User.objects.get().verification_token
    assert register(anyone).status_code == 201
    assert [m.subject for m in mail.outbox] == ["Confirm your address"] * 2
    assert User.objects.get().verification_token != before


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"password": "short7"}, "password", "invalid"),
        ({"password": "password1234"}, "password", "invalid"),
        ({"password": "new.person@example.org"}, "password", "invalid"),
        ({"email": "nobody"}, "email", "invalid"),
        ({"email": "a" * 120 + "@example.org"}, "email", "max_length"),
        ({"timezone": "Europe/Atlantis"}, "timezone", "invalid_choice"),
        ({"language_preference": "tlh"}, "language_preference", "invalid_choice"),
        ({"first_name": "x" * 51}, "first_name", "max_length"),
        ({"is_platform_staff": True}, "is_platform_staff", "unknown_field"),
    ],
)
def test_register_names_the_wrong_field(changes, field, code, anyone):
    errors = problem_of(register(anyone, **changes))["errors"]
    assert {(error["field"], error["code"]) for error in errors} == {(field, code)}
    assert (User.objects.count(), len(mail.outbox)) == (0, 0)


def test_unverified_account_waits_outside_where_addresses_must_be_proven(anyone, settings):
    settings.REQUIRE_VERIFIED_EMAIL = True
    register(anyone)
    with all_tenants():
        assert Membership.objects.count() == 0
    assert problem_of(log_in(anyone))["code"] == "invalid_credentials"
    assert anyone.post(URL + "verify-email/", {"token": mailed_token()}, format="json").status_code == 204
    assert log_in(anyone).json()["user"]["is_verified"] is True


def test_verification_token_is_good_once(anyone):
    register(anyone)
    token = {"token": mailed_token()}
    answers = [anyone.post(URL + "verify-email/", token, format="json") for _ in range(2)]
    assert answers[0].status_code == 204
    assert problem_of(answers[1])["errors"][0]["field"] == "token"


@pytest.mark.parametrize(("days", "code"), [(6.9, None), (7.1, "invalid")])
def test_verification_token_has_a_term_and_registering_again_brings_another(days, code, anyone):
    register(anyone)
    with time_machine.travel(timezone.now() + timedelta(days=days)):
        answer = anyone.post(URL + "verify-email/", {"token": mailed_token()}, format="json")
        assert [e["code"] for e in (problem_of(answer)["errors"] if code else [])] == ([code] if code else [])
        register(anyone)
        again = anyone.post(URL + "verify-email/", {"token": mailed_token()}, format="json") if code else answer
        assert again.status_code == 204


def test_date_of_a_token_cannot_be_changed(anyone):
    register(anyone)
    later = "ffffffff-" + mailed_token().partition("-")[2]
    answer = anyone.post(URL + "verify-email/", {"token": later}, format="json")
    assert [error["code"] for error in problem_of(answer)["errors"]] == ["invalid"]


def test_every_address_costs_as_many_statements_hashes_and_mails(anyone, bob, settings, hashed):
    settings.REQUIRE_VERIFIED_EMAIL = True
    register(anyone, email="unproven@example.org")
    told = {}
    for email in ("unproven@example.org", "bob@acme.example", "new@example.org"):
        hashed.clear()
        mail.outbox.clear()
        with CaptureQueriesContext(connection) as statements:
            assert register(anyone, email=email).status_code == 201
        told[email] = (len(statements), len(hashed), len(mail.outbox))
    assert len(set(told.values())) == 1, told
    assert told["new@example.org"][1:] == (1, 1)


def test_registering_again_is_on_the_trail(anyone, bob):
    register(anyone, email="bob@acme.example")
    with all_tenants():
        line = ActivityLog.objects.get(action_type="registration_repeated")
    # Who asks is a stranger, whoever it is.
    assert (line.user_id, line.subject_id, line.organization.slug, line.metadata) == (None, bob.user.pk, "public", {})


@pytest.mark.django_db(transaction=True)
def test_of_four_who_register_an_address_at_once_one_opens_the_account(public, to_disk):
    to_disk()

    def run(n):
        registration.register(email="new@example.org", password=f"{PASSWORD}{n}", now=timezone.now())
        return User.objects.filter(email="new@example.org").count()

    assert at_once(4, run) == [1] * 4


def test_verified_account_has_no_token_to_guess(anyone, bob):
    """Many accounts hold an empty token; an empty one sent must find none of them."""
    for token in ("", " ", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"):
        problem_of(anyone.post(URL + "verify-email/", {"token": token}, format="json"))
