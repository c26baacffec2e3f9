"""Signing in, staying in, and being out at once."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from rest_framework_simplejwt.tokens import AccessToken, RefreshToken

from accounts.models import AccountStatus, ActivityLog, Role, User, UserSession
from accounts.services.registration import join
from accounts.services.tokens import redeem_ticket
from interview_coach.core.tenancy import all_tenants
from tests.cast import PASSWORD
from tests.core.clients import CommittingClient
from tests.core.problems import problem_of

pytestmark = pytest.mark.django_db

URL = "/api/v1/auth/"
ME = "/api/v1/users/me/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0"


def post(client, call, body=None, **headers):
    return client.post(f"{URL}{call}/", body or {}, format="json", headers=headers)


def log_in(client, person, password=PASSWORD, **headers):
    return post(client, "login", {"email": person.user.email, "password": password}, **headers)


def refresh(client, token):
    return post(client, "refresh", {"refresh": token})


def with_token(access):
    return CommittingClient(HTTP_AUTHORIZATION=f"Bearer {access}")


def code_of(response):
    problem = problem_of(response)
    return problem["status"], problem["code"]


# --- signing in -------------------------------------------------------------------------------------------------------
def test_login_opens_a_session(anyone, bob):
    answer = log_in(anyone, bob, **{"User-Agent": FIREFOX}).json()
    session = UserSession.objects.get(uuid=answer["session"])
    assert set(answer) == {"access", "refresh", "session", "user"}
    assert answer["user"]["email"] == "bob@acme.example"
    assert [name for name in ("password", "id", "two_factor_secret") if name in answer["user"]] == []
    assert (session.device_type, session.browser, session.os) == ("desktop", "Firefox 130", "Windows 10")
    assert (session.ip_address, session.organization_id) == ("127.0.0.1", bob.organization.pk)
    assert (session.expires_at - session.created_at, session.is_active) == (timedelta(days=7), True)
    assert with_token(answer["access"]).get(ME).json()["email"] == "bob@acme.example"


def test_login_takes_the_address_in_any_case(anyone, bob):
    assert post(anyone, "login", {"email": "BOB@Acme.Example", "password": PASSWORD}).status_code == 200


@pytest.mark.parametrize("email", ["bob@acme.example", "nobody@acme.example"])
def test_wrong_password_and_unknown_address_answer_the_same(email, anyone, bob):
    problem = problem_of(post(anyone, "login", {"email": email, "password": "wrong"}))
    assert (problem["status"], problem["code"]) == (401, "invalid_credentials")
    assert problem["detail"] == "The address, the password or the code is wrong."


@pytest.mark.parametrize("email", ["bob@acme.example", "nobody@acme.example"])
def test_account_is_locked_after_too_many_failures(email, anyone, bob, settings):
    settings.LOGIN_FAILURE_LIMIT, settings.LOGIN_LOCK_SECONDS = 3, 600
    body = {"email": email, "password": "wrong"}
    assert [code_of(post(anyone, "login", body))[0] for _ in range(3)] == [401] * 3
    locked = post(anyone, "login", {**body, "password": PASSWORD})
    assert code_of(locked) == (429, "account_locked")
    assert 590 <= int(locked["Retry-After"]) <= 600


def test_lock_is_over_in_time_and_a_success_clears_the_count(anyone, bob, settings):
    settings.LOGIN_FAILURE_LIMIT, settings.LOGIN_LOCK_SECONDS = 2, 600
    start = timezone.now()
    for seconds, password, status in [
        (0, "wrong", 401), (1, PASSWORD, 200), (2, "wrong", 401), (3, "wrong", 401), (4, PASSWORD, 429),
        (700, PASSWORD, 200),
    ]:  # fmt: skip
        with time_machine.travel(start + timedelta(seconds=seconds), tick=False):
            assert log_in(anyone, bob, password).status_code == status
    assert User.objects.get(pk=bob.user.pk).failed_login_attempts == 0


def test_failures_are_counted_on_the_account(anyone, bob):
    for _ in range(2):
        log_in(anyone, bob, "wrong")
    user = User.objects.get(pk=bob.user.pk)
    assert (user.failed_login_attempts, user.last_failed_login is not None) == (2, True)


@pytest.mark.parametrize(("demo", "status"), [(True, 200), (False, 401)])
def test_demo_person_signs_in_in_demo_mode_only(demo, status, anyone, bob, settings):
    User.objects.filter(pk=bob.user.pk).update(is_demo=True)
    settings.DEMO = demo
    assert log_in(anyone, bob).status_code == status


@pytest.mark.parametrize("column", [{"account_status": AccountStatus.SUSPENDED}, {"is_active": False},
                                    {"account_status": AccountStatus.ERASED}])  # fmt: skip
def test_account_that_is_not_active_does_not_sign_in(column, anyone, bob):
    User.objects.filter(pk=bob.user.pk).update(**column)
    assert code_of(log_in(anyone, bob)) == (401, "invalid_credentials")


def test_person_without_a_place_does_not_sign_in(anyone, bob):
    with all_tenants():
        bob.user.memberships.update(is_active=False)
    assert code_of(log_in(anyone, bob)) == (401, "invalid_credentials")


@pytest.mark.parametrize(("days", "status"), [(29, 200), (31, 401)])
def test_deleted_account_comes_back_within_thirty_days(days, status, anyone, bob):
    assert bob.client.delete(ME, {"password": PASSWORD}, format="json").status_code == 204
    assert code_of(bob.client.get(ME)) == (401, "session_ended")
    with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
        assert log_in(anyone, bob).status_code == status
    user = User.objects.get(pk=bob.user.pk)
    back = status == 200
    assert (user.is_active, user.account_status == AccountStatus.ACTIVE, user.deleted_at is None) == (back, back, back)


# --- which organization -----------------------------------------------------------------------------------------------
def test_session_opens_in_the_only_company_then_in_the_last_used(anyone, bob, public, bravo):
    join(user=bob.user, organization=public, role=Role.CANDIDATE, now=timezone.now())
    assert _organization(log_in(anyone, bob)) == str(bob.organization.uuid)
    join(user=bob.user, organization=bravo, role=Role.COACH, now=timezone.now())
    post(bob.client, "switch", {"organization": str(bravo.uuid)})
    assert _organization(log_in(anyone, bob)) == str(bravo.uuid)
    with all_tenants():
        bob.user.memberships.exclude(organization=public).update(is_active=False)
    assert _organization(log_in(anyone, bob)) == str(public.uuid)


def _organization(answer) -> str:
    return with_token(answer.json()["access"]).get(ME).json()["organization"]


def test_switch_changes_organization_and_role(bob, bravo):
    join(user=bob.user, organization=bravo, role=Role.COACH, now=timezone.now())
    before = bob.client.get(ME).json()
    answer = post(bob.client, "switch", {"organization": str(bravo.uuid)})
    after = with_token(answer.json()["access"]).get(ME).json()
    assert answer.json()["organization"] == str(bravo.uuid)
    assert [(me["organization"], me["role"]) for me in (before, after)] == [
        (str(bob.organization.uuid), "candidate"), (str(bravo.uuid), "coach"),
    ]  # fmt: skip
    with all_tenants():
        line = ActivityLog.objects.get(action_type="organization_switched")
    assert (line.organization_id, line.user_id) == (bravo.pk, bob.user.pk)


def test_switch_to_a_foreign_or_unknown_organization_is_not_found(bob, bravo, charlie):
    for uuid in (bravo.uuid, "00000000-0000-0000-0000-000000000000"):
        assert code_of(post(bob.client, "switch", {"organization": str(uuid)})) == (404, "not_found")
    assert bob.client.get(ME).json()["organization"] == str(bob.organization.uuid)


def test_switch_to_an_organization_left_or_closed_is_not_found(bob, bravo):
    membership = join(user=bob.user, organization=bravo, role=Role.COACH, now=timezone.now())
    with all_tenants():
        type(membership).objects.filter(pk=membership.pk).update(is_active=False)
    assert code_of(post(bob.client, "switch", {"organization": str(bravo.uuid)}))[0] == 404


# --- tokens -----------------------------------------------------------------------------------------------------------
def test_refresh_rotates(anyone, bob):
    second = refresh(anyone, bob.refresh).json()
    third = refresh(anyone, second["refresh"])
    assert len({bob.refresh, second["refresh"], third.json()["refresh"]}) == 3
    assert with_token(third.json()["access"]).get(ME).status_code == 200


def test_reused_refresh_token_ends_the_session_and_its_access_token(anyone, bob):
    fresh = refresh(anyone, bob.refresh).json()
    assert code_of(refresh(anyone, bob.refresh)) == (401, "session_ended")
    assert code_of(refresh(anyone, fresh["refresh"])) == (401, "session_ended")
    assert [code_of(with_token(a).get(ME)) for a in (bob.access, fresh["access"])] == [(401, "session_ended")] * 2
    with all_tenants():
        assert ActivityLog.objects.filter(action_type="refresh_token_reused").count() == 1


def test_access_token_is_short_and_the_session_lives_a_week(anyone, bob):
    start = timezone.now()
    claims = AccessToken(bob.access).payload
    assert claims["exp"] - claims["iat"] == 900
    for days, status in ((6, 200), (8, 401)):
        with time_machine.travel(start + timedelta(days=days), tick=False):
            answer = refresh(anyone, bob.refresh)
            assert answer.status_code == status
            bob.refresh = answer.json().get("refresh", bob.refresh)


def test_expired_access_token_is_refused(bob):
    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=False):
        assert code_of(bob.client.get(ME)) == (401, "session_ended")


def test_tokens_are_not_taken_for_one_another(anyone, bob):
    assert code_of(with_token(bob.refresh).get(ME)) == (401, "session_ended")
    assert code_of(refresh(anyone, bob.access)) == (401, "session_ended")


def test_token_of_another_session_or_without_one_is_refused(anyone, bob):
    foreign, empty = RefreshToken(), AccessToken()
    foreign["sid"] = "00000000-0000-0000-0000-000000000000"
    assert code_of(refresh(anyone, str(foreign))) == (401, "session_ended")
    assert code_of(with_token(str(empty)).get(ME)) == (401, "session_ended")


@pytest.mark.parametrize("header", ["", "Bearer", "Basic Ym9iOnB3", "Bearer a b", "bearer x"])
def test_unreadable_authorization_is_not_signed_in(header, anyone):
    answer = anyone.get(ME, HTTP_AUTHORIZATION=header)
    assert (problem_of(answer)["status"], answer["WWW-Authenticate"]) == (401, 'Bearer realm="api"')


# --- being out --------------------------------------------------------------------------------------------------------
def test_logout_ends_this_session_at_once(anyone, bob):
    other = log_in(anyone, bob).json()
    assert post(bob.client, "logout").status_code == 204
    assert code_of(bob.client.get(ME)) == (401, "session_ended")
    assert code_of(refresh(anyone, bob.refresh)) == (401, "session_ended")
    assert with_token(other["access"]).get(ME).status_code == 200


def test_logout_all_ends_every_session_of_the_person_alone(anyone, bob, alice):
    other = with_token(log_in(anyone, bob).json()["access"])
    assert other.get(ME).status_code == 200
    assert post(bob.client, "logout-all").status_code == 204
    assert [client.get(ME).status_code for client in (bob.client, other, alice.client)] == [401, 401, 200]


def test_signing_in_and_out_leaves_a_trail(anyone, bob):
    post(bob.client, "logout", **{"X-Request-ID": "my-id"})
    with all_tenants():
        lines = list(ActivityLog.objects.filter(user=bob.user).order_by("pk"))
    assert [line.action_type for line in lines] == ["member_joined", "login", "logout"]
    assert (lines[2].request_id, lines[2].request_method, lines[2].request_path) == ("my-id", "POST", URL + "logout/")


def test_ticket_is_good_once_and_for_half_a_minute(bob):
    tickets = [post(bob.client, "ws-ticket").json() for _ in range(2)]
    assert [t["expires_in"] for t in tickets] == [30, 30]
    assert [redeem_ticket(tickets[0]["ticket"]) for _ in range(2)] == [bob.actor.session_uuid, None]
    with time_machine.travel(timezone.now() + timedelta(seconds=31), tick=False):
        assert redeem_ticket(tickets[1]["ticket"]) is None
    assert redeem_ticket("made up") is None


def test_use_of_a_session_is_noted(bob):
    later = timezone.now() + timedelta(minutes=3)
    with time_machine.travel(later, tick=False):
        bob.client.get(ME)
    assert UserSession.objects.get(uuid=bob.actor.session_uuid).last_activity == later
