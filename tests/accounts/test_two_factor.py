"""Two factors: switched on and off, asked for at sign-in and before what is dangerous; each code is good once."""

import base64
import threading
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.utils import timezone
from django_otp.oath import TOTP

from accounts.models import ActivityLog, RecoveryCode, User
from accounts.services import one_time_codes
from accounts.services.tokens import digest
from interview_coach.core.tenancy import all_tenants
from tests.cast import PASSWORD
from tests.core.problems import problem_of

pytestmark = pytest.mark.django_db

URL = "/api/v1/auth/"


def post(client, call, **body):
    return client.post(f"{URL}{call}/", body, format="json")


def code_at(secret, moment):
    totp = TOTP(base64.b32decode(secret))
    totp.time = moment.timestamp()
    return f"{totp.token():06d}"


def log_in(anyone, person, **more):
    return post(anyone, "login", email=person.user.email, password=PASSWORD, **more)


def refusal(response):
    problem = problem_of(response)
    return problem["status"], problem["code"]


@pytest.fixture
def clock():
    """A clock that stands still until it is shifted: a code is of one step, and steps do not pass by themselves."""
    with time_machine.travel(timezone.now(), tick=False) as traveller:
        yield traveller


@pytest.fixture
def bobs(bob, clock):
    """Bob with two factors on: his secret and his recovery codes. A minute has passed since he switched them on."""
    secret = post(bob.client, "2fa/setup").json()["secret"]
    codes = post(bob.client, "2fa/confirm", otp=code_at(secret, timezone.now())).json()["recovery_codes"]
    mail.outbox.clear()
    clock.shift(60)
    return secret, codes


def test_setup_tells_the_app_its_secret(bob):
    told = post(bob.client, "2fa/setup").json()
    user = User.objects.get(pk=bob.user.pk)
    assert (set(told), user.two_factor_secret, user.two_factor_enabled) == (
        {"secret", "otpauth_uri", "qr_svg"}, told["secret"], False,
    )  # fmt: skip
    assert told["otpauth_uri"] == (
        f"otpauth://totp/Interview%20Coach:bob%40acme.example?secret={told['secret']}"
        "&issuer=Interview%20Coach&algorithm=SHA1&digits=6&period=30"
    )
    assert (told["qr_svg"][:4], told["qr_svg"][-6:]) == ("<svg", "</svg>")


def test_setup_asks_for_the_password_some_minutes_after_signing_in(bob, clock):
    clock.shift(298)
    assert post(bob.client, "2fa/setup").status_code == 200
    clock.shift(3)
    asked = [problem_of(post(bob.client, "2fa/setup", **more))["errors"] for more in ({}, {"password": "wrong"})]
    assert [(e["field"], e["code"]) for errors in asked for e in errors] == [
        ("password", "required"), ("password", "invalid"),
    ]  # fmt: skip
    assert User.objects.get(pk=bob.user.pk).failed_login_attempts == 1
    assert post(bob.client, "2fa/setup", password=PASSWORD).status_code == 200
    assert bob.client.post(URL + "2fa/setup/", {"token": "x"}, format="json").json()["errors"][0]["field"] == "token"


def test_wrong_password_is_refused_however_fresh_the_session_is(bob):
    (error,) = problem_of(post(bob.client, "2fa/setup", password="wrong"))["errors"]
    assert (error["field"], User.objects.get(pk=bob.user.pk).two_factor_secret) == ("password", "")


def test_secret_is_stored_encrypted(bob):
    secret = post(bob.client, "2fa/setup").json()["secret"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT two_factor_secret FROM users WHERE email = 'bob@acme.example'")
        (stored,) = cursor.fetchone()
    assert (secret in stored, stored.startswith("enc1:")) == (False, True)


def test_code_of_the_app_switches_it_on(bob, clock):
    secret = post(bob.client, "2fa/setup").json()["secret"]
    codes = post(bob.client, "2fa/confirm", otp=code_at(secret, timezone.now())).json()["recovery_codes"]
    assert (len(set(codes)), {len(code) for code in codes}) == (10, {34})
    assert RecoveryCode.objects.filter(user=bob.user, code_hash__in=codes).count() == 0
    assert bob.client.get("/api/v1/users/me/").json()["two_factor_enabled"] is True
    assert [m.subject for m in mail.outbox] == ["Two factors are on"]
    with all_tenants():
        lines = ActivityLog.objects.filter(user=bob.user, entity_type="user").order_by("pk")
        assert [line.action_type for line in lines] == ["two_factor_set_up", "two_factor_on"]
        assert [secret in str(line.metadata) for line in lines] == [False, False]


@pytest.mark.parametrize("otp", ["000000", "abc", "١٢٣٤٥٦", "-12345", "1" * 32])
def test_wrong_code_does_not(otp, bob):
    post(bob.client, "2fa/setup")
    errors = problem_of(post(bob.client, "2fa/confirm", otp=otp))["errors"]
    assert [(error["field"], error["code"]) for error in errors] == [("otp", "invalid")]
    assert User.objects.get(pk=bob.user.pk).two_factor_enabled is False


def test_steps_out_of_order_are_conflicts(bob, bobs, alice):
    assert refusal(post(alice.client, "2fa/confirm", otp="123456")) == (409, "two_factor_not_set_up")
    assert refusal(post(alice.client, "2fa/disable", password=PASSWORD, otp="123456")) == (409, "two_factor_off")
    assert refusal(post(alice.client, "2fa/recovery-codes", password=PASSWORD, otp="1")) == (409, "two_factor_off")
    assert refusal(post(bob.client, "2fa/setup")) == (409, "two_factor_on")
    assert refusal(post(bob.client, "2fa/confirm", otp="123456")) == (409, "two_factor_on")


def test_sign_in_asks_for_the_code(anyone, bob, bobs):
    assert refusal(log_in(anyone, bob)) == (401, "otp_required")
    assert refusal(log_in(anyone, bob, otp="")) == (400, "validation_error")
    assert refusal(log_in(anyone, bob, otp="000000")) == (401, "invalid_credentials")
    assert log_in(anyone, bob, otp=code_at(bobs[0], timezone.now())).status_code == 200


def test_right_code_does_not_make_up_for_a_wrong_password(anyone, bob, bobs):
    code = code_at(bobs[0], timezone.now())
    wrong = post(anyone, "login", email=bob.user.email, password="wrong", otp=code)
    assert refusal(wrong) == (401, "invalid_credentials")
    assert log_in(anyone, bob, otp=code).status_code == 200  # it was not spent by that


def test_code_is_good_once_and_older_ones_no_more(anyone, bob, bobs, clock):
    older, code = (code_at(bobs[0], timezone.now() - timedelta(seconds=s)) for s in (30, 0))
    assert log_in(anyone, bob, otp=code).status_code == 200
    assert refusal(log_in(anyone, bob, otp=code)) == (401, "invalid_credentials")
    assert refusal(log_in(anyone, bob, otp=older)) == (401, "invalid_credentials")
    clock.shift(30)
    assert log_in(anyone, bob, otp=code_at(bobs[0], timezone.now())).status_code == 200


@pytest.mark.parametrize(("seconds", "status"), [(-60, 401), (-30, 200), (30, 200), (60, 401)])
def test_clock_of_a_phone_may_be_half_a_minute_off(seconds, status, anyone, bob, bobs):
    assert log_in(anyone, bob, otp=code_at(bobs[0], timezone.now() + timedelta(seconds=seconds))).status_code == status


def test_recovery_code_stands_in_once_however_it_is_typed(anyone, bob, bobs):
    code = bobs[1][3].upper().replace("-", " ")
    assert log_in(anyone, bob, otp=code).status_code == 200
    assert refusal(log_in(anyone, bob, otp=code)) == (401, "invalid_credentials")
    assert log_in(anyone, bob, otp=bobs[1][4]).status_code == 200
    assert RecoveryCode.objects.filter(user=bob.user, used_at=None).count() == 8


def test_shorter_code_of_former_times_still_stands_in(anyone, bob, bobs):
    RecoveryCode.objects.create(user=bob.user, code_hash=digest("abcdefghjkmnpqrs"), created_at=timezone.now())
    assert log_in(anyone, bob, otp="abcd-efgh-jkmn-pqrs").status_code == 200


def test_recovery_code_is_its_owner_s(anyone, alice, bob, bobs):
    User.objects.filter(pk=alice.user.pk).update(two_factor_enabled=True, two_factor_secret=bobs[0])
    assert refusal(log_in(anyone, alice, otp=bobs[1][0])) == (401, "invalid_credentials")


def test_new_recovery_codes_end_the_former(anyone, bob, bobs):
    code = code_at(bobs[0], timezone.now())
    fresh = post(bob.client, "2fa/recovery-codes", password=PASSWORD, otp=code).json()["recovery_codes"]
    assert refusal(log_in(anyone, bob, otp=bobs[1][0])) == (401, "invalid_credentials")
    assert log_in(anyone, bob, otp=fresh[0]).status_code == 200
    assert "New recovery codes" in [m.subject for m in mail.outbox]


def test_switching_off_takes_password_and_code(anyone, bob, bobs):
    code = code_at(bobs[0], timezone.now())
    for body, field in (({"password": "wrong", "otp": code}, "password"), ({"password": PASSWORD, "otp": "1"}, "otp")):
        assert [e["field"] for e in problem_of(post(bob.client, "2fa/disable", **body))["errors"]] == [field]
    assert post(bob.client, "2fa/disable", password=PASSWORD, otp=code).status_code == 204
    user = User.objects.get(pk=bob.user.pk)
    assert (user.two_factor_enabled, user.two_factor_secret, user.recovery_codes.count()) == (False, "", 0)
    assert log_in(anyone, bob).status_code == 200
    assert "Two factors are off" in [m.subject for m in mail.outbox]


def test_dangerous_actions_ask_for_the_code(bob, bobs, clock):
    secret = bobs[0]
    change = {"password": PASSWORD, "new_password": "Other-horse-8-battery"}
    assert refusal(post(bob.client, "password/change", **change)) == (401, "otp_required")
    assert refusal(bob.client.delete("/api/v1/users/me/", {"password": PASSWORD}, format="json"))[1] == "otp_required"
    assert post(bob.client, "password/change", **change, otp=code_at(secret, timezone.now())).status_code == 204
    clock.shift(30)
    body = {"password": "Other-horse-8-battery", "otp": code_at(secret, timezone.now())}
    assert bob.client.delete("/api/v1/users/me/", body, format="json").status_code == 204


def test_guesses_of_codes_lock_the_account_and_missing_ones_do_not(anyone, bob, bobs, settings):
    settings.LOGIN_FAILURE_LIMIT = 3
    assert {refusal(log_in(anyone, bob)) for _ in range(5)} == {(401, "otp_required")}
    assert {refusal(log_in(anyone, bob, otp="000000")) for _ in range(3)} == {(401, "invalid_credentials")}
    assert User.objects.get(pk=bob.user.pk).failed_login_attempts == 3
    right = {"otp": code_at(bobs[0], timezone.now())}
    assert refusal(log_in(anyone, bob, **right)) == (429, "account_locked")
    assert refusal(post(bob.client, "2fa/disable", password=PASSWORD, **right)) == (429, "account_locked")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["totp", "recovery"])
def test_code_brought_by_eight_at_once_lets_one_in(kind, public, acme, sign_in):
    user = sign_in(acme, email="bob@acme.example").user
    secret, now = one_time_codes.new_secret(), timezone.now()
    User.objects.filter(pk=user.pk).update(two_factor_secret=secret, two_factor_enabled=True)
    code = code_at(secret, now) if kind == "totp" else one_time_codes.renew_recovery_codes(user, now)[0]
    together, passed = threading.Barrier(8), []

    def bring():
        held = User.objects.get(pk=user.pk)
        together.wait(20)
        passed.append(one_time_codes.spend(held, code, now))
        connection.close()

    threads = [threading.Thread(target=bring) for _ in range(8)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sorted(passed) == [False] * 7 + [True]
