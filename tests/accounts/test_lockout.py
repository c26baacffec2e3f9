"""How often may be guessed: exactly so often, for an account and from an address, and for how long it is over then."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import ActivityLog, Role, SignInGuard, User
from accounts.services import lockout
from interview_coach.core.tenancy import all_tenants
from tests.accounts.threads import at_once
from tests.cast import PASSWORD
from tests.core.problems import problem_of

LOGIN = "/api/v1/auth/login/"


def guess(email, password="wrong", address="192.0.2.1"):
    return APIClient(REMOTE_ADDR=address).post(LOGIN, {"email": email, "password": password}, format="json")


@pytest.fixture
def on_disk(bob, to_disk):
    """Bob, in a database that threads can work on at once."""
    to_disk()
    return bob


def counted(email):
    """Return what is counted on an account: attempts, whether it is locked, and the failures in its own column."""
    guard = SignInGuard.objects.get(kind="account", subject=lockout.subject_of("account", email))
    failures = User.objects.filter(email=email).values_list("failed_login_attempts", flat=True).first()
    return guard.attempts, guard.locked_until is not None, failures


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("email", "failures"), [("bob@acme.example", 10), ("nobody@acme.example", None)])
def test_ten_wrong_logins_at_once_are_counted_exactly(email, failures, on_disk):
    assert at_once(10, lambda n: guess(email, f"wrong-{n}", f"192.0.2.{n}").status_code) == [401] * 10
    assert at_once(1, lambda _: (counted(email), guess(email, PASSWORD).status_code)) == [((10, True, failures), 429)]
    addresses = SignInGuard.objects.filter(kind="address", ip_address__startswith="192.0.2.")
    assert at_once(1, lambda _: sorted(addresses.values_list("attempts", flat=True))) == [[1] * 9 + [2]]


@pytest.mark.django_db(transaction=True)
def test_of_twenty_at_once_no_more_than_the_limit_are_tried(on_disk, settings):
    settings.LOGIN_FAILURE_LIMIT = 5
    statuses = at_once(20, lambda n: guess("bob@acme.example", f"wrong-{n}").status_code)
    assert sorted(statuses) == [401] * 5 + [429] * 15
    assert at_once(1, lambda _: counted("bob@acme.example")) == [(5, True, 5)]


@pytest.mark.django_db
def test_address_is_locked_whoever_is_tried_and_others_are_not(bob, settings):
    settings.LOGIN_ADDRESS_LIMIT, settings.LOGIN_LOCK_SECONDS = 3, 600
    assert [guess(f"nobody{n}@acme.example").status_code for n in range(3)] == [401] * 3
    refused = guess("bob@acme.example", PASSWORD)
    assert (problem_of(refused)["code"], 590 <= int(refused["Retry-After"]) <= 600) == ("account_locked", True)
    assert guess("bob@acme.example", PASSWORD, "192.0.2.2").status_code == 200


@pytest.mark.django_db
def test_success_is_taken_back_from_the_address_and_clears_the_account(bob, settings):
    settings.LOGIN_ADDRESS_LIMIT = 3
    assert [guess("bob@acme.example", PASSWORD).status_code for _ in range(5)] == [200] * 5
    guess("bob@acme.example")
    assert guess("bob@acme.example", PASSWORD).status_code == 200
    assert list(SignInGuard.objects.filter(attempts__gt=0).values_list("kind", "attempts")) == [("address", 1)]


@pytest.mark.django_db
@pytest.mark.parametrize(("seconds", "status"), [(599, 429), (601, 200)])
def test_lock_is_over_when_it_says(seconds, status, bob, settings):
    settings.LOGIN_FAILURE_LIMIT, settings.LOGIN_LOCK_SECONDS = 2, 600
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        assert [guess("bob@acme.example").status_code for _ in range(3)] == [401, 401, 429]
    with time_machine.travel(start + timedelta(seconds=seconds), tick=False):
        answer = guess("bob@acme.example", PASSWORD)
    assert answer.status_code == status
    assert answer.headers.get("Retry-After") == ("1" if status == 429 else None)


@pytest.mark.django_db
def test_guesses_that_are_far_apart_do_not_add_up(bob, settings):
    settings.LOGIN_FAILURE_LIMIT, settings.LOGIN_LOCK_SECONDS = 2, 600
    for minutes in (0, 11, 22, 33):
        with time_machine.travel(timezone.now() + timedelta(minutes=minutes), tick=False):
            assert guess("bob@acme.example").status_code == 401


@pytest.mark.django_db
def test_what_no_longer_counts_is_deleted(bob, settings):
    settings.LOGIN_LOCK_SECONDS = 600
    guess("bob@acme.example")
    assert lockout.forget_old_attempts(now=timezone.now() + timedelta(seconds=1190)) == 0
    assert lockout.forget_old_attempts(now=timezone.now() + timedelta(seconds=1210)) == 2


@pytest.mark.django_db
def test_guard_does_not_say_whose_account_it_is(bob):
    guess("bob@acme.example")
    assert [value for row in SignInGuard.objects.values() for value in row.values() if "bob" in str(value)] == []


# --- in the back office -----------------------------------------------------------------------------------------------
@pytest.fixture
def as_staff(public, sign_in):
    client = Client()
    client.force_login(sign_in(public, Role.OWNER, email="staff@example.com", is_platform_staff=True).user)
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["accounts_user", "accounts_signinguard"])
def test_staff_see_a_lock_and_lift_it_on_record(page, as_staff, bob, settings):
    settings.LOGIN_FAILURE_LIMIT = 1
    guess("bob@acme.example")
    assert guess("bob@acme.example", PASSWORD).status_code == 429
    shown = as_staff.get(reverse("admin:accounts_user_change", args=[bob.user.pk])).content.decode()
    assert "Locked until" in shown
    row = bob.user if page == "accounts_user" else SignInGuard.objects.get(kind="account")
    action = "lift_lock" if page == "accounts_user" else "lift"
    as_staff.post(reverse(f"admin:{page}_changelist"), {"action": action, "_selected_action": [row.pk]})
    assert guess("bob@acme.example", PASSWORD).status_code == 200
    with all_tenants():
        line = ActivityLog.objects.get(action_type="lock_lifted")
    assert (line.user.email, line.organization.slug) == ("staff@example.com", "public")
    assert line.metadata["kind"] == "account"


@pytest.mark.django_db
def test_owners_lift_no_lock(alice, bob, settings):
    settings.LOGIN_FAILURE_LIMIT = 1
    guess("bob@acme.example")
    client = Client()
    client.force_login(alice.user)
    client.post(reverse("admin:accounts_user_changelist"), {"action": "lift_lock", "_selected_action": [bob.user.pk]})
    assert guess("bob@acme.example", PASSWORD).status_code == 429


# --- on the trail -----------------------------------------------------------------------------------------------------
def failures_told():
    with all_tenants():
        lines = ActivityLog.objects.filter(action_type__in=("login_failed", "account_locked", "address_locked"))
        return [(line.action_type, line.user and line.user.email, line.organization.slug, line.metadata,
                 line.ip_address) for line in lines.select_related("user", "organization").order_by("pk")]  # fmt: skip


@pytest.mark.django_db
def test_failure_and_lock_are_on_the_trail_of_where_signing_in_leads(bob, settings):
    settings.LOGIN_FAILURE_LIMIT = 2
    [guess("bob@acme.example", password) for password in ("wrong-horse", "wrong-horse", PASSWORD)]
    who = ("bob@acme.example", "acme")
    assert failures_told() == [
        ("login_failed", *who, {"reason": "password"}, "192.0.2.1"),
        ("login_failed", *who, {"reason": "password"}, "192.0.2.1"),
        ("account_locked", *who, {}, "192.0.2.1"),
        ("login_failed", *who, {"reason": "locked"}, "192.0.2.1"),
    ]


@pytest.mark.django_db
def test_failure_for_nobody_is_on_the_house_s_trail_without_what_was_typed(bob, settings):
    settings.LOGIN_ADDRESS_LIMIT = 1
    guess("my-password@acme.example")
    assert failures_told() == [
        ("login_failed", None, "public", {"reason": "unknown"}, "192.0.2.1"),
        ("address_locked", None, "public", {}, "192.0.2.1"),
    ]


@pytest.mark.django_db
def test_right_password_of_a_suspended_account_is_told_apart_on_the_trail_alone(bob):
    User.objects.filter(pk=bob.user.pk).update(is_active=False, account_status="suspended")
    told = [problem_of(guess(email, PASSWORD)) for email in ("bob@acme.example", "nobody@acme.example")]
    assert told[0] == told[1]
    assert [metadata for *_, metadata, _ in failures_told()] == [{"reason": "account"}, {"reason": "unknown"}]


@pytest.mark.django_db
def test_last_attempt_that_is_right_locks_nobody(bob, settings):
    settings.LOGIN_FAILURE_LIMIT = 2
    assert [guess("bob@acme.example", password).status_code for password in ("wrong", PASSWORD)] == [401, 200]
    assert [line[0] for line in failures_told()] == ["login_failed"]


@pytest.mark.django_db
def test_password_that_was_wrong_once_more_is_told_too(bob):
    bob.client.delete("/api/v1/users/me/", {"password": "wrong-horse"}, format="json")
    with bob.scope():
        line = ActivityLog.objects.get(action_type="step_up_failed")
    assert (line.user_id, line.metadata) == (bob.user.pk, {"reason": "password"})


@pytest.mark.django_db
@pytest.mark.parametrize("locked", [False, True])
def test_known_and_unknown_account_cost_as_many_statements_and_hashes(locked, bob, settings, hashed):
    settings.LOGIN_FAILURE_LIMIT = 2 if locked else 9
    told = []
    for email in ("bob@acme.example", "nobody@acme.example"):
        [guess(email) for _ in range(2)]
        hashed.clear()
        with CaptureQueriesContext(connection) as statements:
            status = guess(email).status_code
        told.append((status, len(statements), len(hashed)))
    assert told[0] == told[1] == (429 if locked else 401, told[0][1], 1)
