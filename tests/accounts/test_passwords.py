"""New passwords: changed, or reset by mail; who held the old one is out."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.hashers import PBKDF2PasswordHasher, check_password
from django.core import mail
from django.core.cache import cache
from django.utils import timezone

from accounts.models import AccountStatus, ActivityLog, Membership, User
from accounts.services.passwords import reset_tokens
from interview_coach.core.tenancy import all_tenants
from tests.cast import PASSWORD
from tests.core.clients import CommittingClient
from tests.core.problems import problem_of

pytestmark = pytest.mark.django_db

URL = "/api/v1/auth/"
ME = "/api/v1/users/me/"
NEW = "Other-horse-8-battery"


def post(client, call, **body):
    return client.post(f"{URL}{call}/", body, format="json")


def log_in(anyone, person, password=PASSWORD):
    return post(anyone, "login", email=person.user.email, password=password)


def fields_of(response):
    return [(error["field"], error["code"]) for error in problem_of(response)["errors"]]


def token_for(anyone, person) -> str:
    mail.outbox.clear()
    assert post(anyone, "password/reset", email=person.user.email).status_code == 202
    (sent,) = mail.outbox
    return re.search(r"^[\w-]{40,}$", sent.body, re.MULTILINE)[0]


# --- change -----------------------------------------------------------------------------------------------------------
def test_change_ends_the_other_sessions_and_keeps_this_one(anyone, bob):
    other = CommittingClient(HTTP_AUTHORIZATION=f"Bearer {log_in(anyone, bob).json()['access']}")
    assert other.get(ME).status_code == 200
    assert post(bob.client, "password/change", password=PASSWORD, new_password=NEW).status_code == 204
    assert [client.get(ME).status_code for client in (bob.client, other)] == [200, 401]
    assert post(anyone, "refresh", refresh=bob.refresh).status_code == 200
    assert [log_in(anyone, bob, password).status_code for password in (PASSWORD, NEW)] == [401, 200]
    assert "Your password was changed" in [m.subject for m in mail.outbox]
    with all_tenants():
        lines = ActivityLog.objects.filter(user=bob.user, action_type__in=("password_changed", "session_ended"))
        told = [(line.action_type, line.entity_type, line.metadata) for line in lines.order_by("pk")]
    assert told == [
        ("password_changed", "user", {}), ("session_ended", "user_session", {"why": "password_changed"}),
    ]  # fmt: skip


def test_change_needs_the_old_one(anyone, bob):
    assert fields_of(post(bob.client, "password/change", password="x", new_password=NEW)) == [("password", "invalid")]
    assert log_in(anyone, bob).status_code == 200


@pytest.mark.parametrize("new", ["short7", "password1234", "bob@acme.example", "1234567890123"])
def test_new_one_keeps_to_the_policy(new, anyone, bob):
    assert fields_of(post(bob.client, "password/change", password=PASSWORD, new_password=new)) == [
        ("new_password", "invalid")
    ]
    token = token_for(anyone, bob)
    assert fields_of(post(anyone, "password/reset/confirm", token=token, password=new)) == [("password", "invalid")]
    assert log_in(anyone, bob).status_code == 200


# --- reset ------------------------------------------------------------------------------------------------------------
def test_reset_sets_a_new_password_and_ends_all_sessions(anyone, bob):
    token = token_for(anyone, bob)
    assert post(anyone, "password/reset/confirm", token=token, password=NEW).status_code == 204
    assert bob.client.get(ME).status_code == 401
    assert [log_in(anyone, bob, password).status_code for password in (PASSWORD, NEW)] == [401, 200]


def test_token_is_good_once(anyone, bob):
    token = token_for(anyone, bob)
    assert post(anyone, "password/reset/confirm", token=token, password=NEW).status_code == 204
    again = post(anyone, "password/reset/confirm", token=token, password="Third-horse-9-battery")
    assert fields_of(again) == [("token", "invalid")]


def test_token_is_bound_to_the_password_it_replaces(anyone, bob):
    token = token_for(anyone, bob)
    post(bob.client, "password/change", password=PASSWORD, new_password=NEW)
    assert fields_of(post(anyone, "password/reset/confirm", token=token, password=PASSWORD)) == [("token", "invalid")]


@pytest.mark.parametrize(("minutes", "status"), [(59, 204), (61, 400)])
def test_token_is_good_for_an_hour(minutes, status, anyone, bob):
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        token = token_for(anyone, bob)
    with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
        assert post(anyone, "password/reset/confirm", token=token, password=NEW).status_code == status


def test_token_of_another_is_nothing(anyone, bob, alice):
    name, signed = token_for(anyone, bob).split("-", 1)
    for token in (f"{alice.user.uuid.hex}-{signed}", signed, name, f"{name}-", "-", "x" * 256, f"{'g' * 32}-{signed}"):
        assert fields_of(post(anyone, "password/reset/confirm", token=token, password=NEW)) == [("token", "invalid")]


def test_nothing_of_a_token_is_stored(anyone, bob):
    token = token_for(anyone, bob)
    with all_tenants():
        said = [str(row) for row in (*User.objects.values(), *ActivityLog.objects.values())]
    assert [row for row in said if token in row or token.rpartition("-")[2] in row] == []


def test_reset_answers_every_address_alike(anyone, bob):
    known, unknown = (post(anyone, "password/reset", email=f"{name}@acme.example") for name in ("bob", "nobody"))
    assert (known.status_code, unknown.status_code) == (202, 202)
    assert [answer.json() for answer in (known, unknown)] == [
        {"email": "bob@acme.example"}, {"email": "nobody@acme.example"},
    ]  # fmt: skip
    assert [m.to for m in mail.outbox] == [["bob@acme.example"]]


@pytest.mark.parametrize("column", [{"account_status": AccountStatus.SUSPENDED, "is_active": False},
                                    {"account_status": AccountStatus.ERASED, "is_active": False}])  # fmt: skip
def test_who_may_not_sign_in_gets_no_token(column, anyone, bob):
    User.objects.filter(pk=bob.user.pk).update(**column)
    assert post(anyone, "password/reset", email=bob.user.email).status_code == 202
    assert mail.outbox == []


def test_one_mail_a_minute(anyone, bob):
    for _ in range(3):
        post(anyone, "password/reset", email=bob.user.email)
    assert len(mail.outbox) == 1


def test_reset_proves_the_address(anyone, public, settings):
    settings.REQUIRE_VERIFIED_EMAIL = True
    post(anyone, "register", email="erin@example.org", password="Squatter-horse-9-battery")
    user = User.objects.get(email="erin@example.org")
    token = reset_tokens.for_person(user)
    assert post(anyone, "password/reset/confirm", token=token, password=NEW).status_code == 204
    assert post(anyone, "login", email="erin@example.org", password=NEW).json()["user"]["is_verified"] is True
    with all_tenants():
        assert Membership.objects.filter(user=user).count() == 1


def test_reset_lifts_the_lock(anyone, bob, settings):
    settings.LOGIN_FAILURE_LIMIT = 1
    log_in(anyone, bob, "wrong")
    assert log_in(anyone, bob).status_code == 429
    post(anyone, "password/reset/confirm", token=token_for(anyone, bob), password=NEW)
    assert log_in(anyone, bob, NEW).status_code == 200


# --- at rest ----------------------------------------------------------------------------------------------------------
class Older(PBKDF2PasswordHasher):
    iterations = 7


def test_hash_with_other_iterations_is_renewed_at_sign_in(anyone, bob, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    User.objects.filter(pk=bob.user.pk).update(password=Older().encode(PASSWORD, "salt" * 6))
    cache.clear()
    assert log_in(anyone, bob).status_code == 200
    algorithm, iterations, *_ = User.objects.get(pk=bob.user.pk).password.split("$")
    assert (algorithm, int(iterations)) == ("pbkdf2_sha256", PBKDF2PasswordHasher.iterations)
    assert check_password(PASSWORD, User.objects.get(pk=bob.user.pk).password)
