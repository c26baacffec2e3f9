"""An organization that asks for two factors: without them its members may do nothing there but switch them on."""

import base64

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import TOTP

from accounts.models import Membership, Role, User
from accounts.services import one_time_codes
from accounts.services.members import save_organization
from accounts.services.registration import join
from interview_coach.core.tenancy import all_tenants
from tests.cast import PASSWORD
from tests.core.problems import problem_of

pytestmark = pytest.mark.django_db

LOGIN = "/admin/login/"


def ask_for_two(organization, asked=True):
    organization.requires_two_factor = asked
    save_organization(organization=organization, now=timezone.now())


def give_two(person) -> str:
    """Switch two factors on for a person; return a recovery code."""
    secret = one_time_codes.new_secret()
    User.objects.filter(pk=person.user.pk).update(two_factor_enabled=True, two_factor_secret=secret)
    return one_time_codes.renew_recovery_codes(person.user, timezone.now())[0]


def code_of(person):
    return f"{TOTP(base64.b32decode(User.objects.get(pk=person.user.pk).two_factor_secret)).token():06d}"


def test_members_reach_their_account_and_nothing_else(acme, bob, django_capture_on_commit_callbacks):
    assert bob.client.get("/api/v1/interviews/").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        ask_for_two(acme)
    for method, path in (("get", "interviews/"), ("post", "interviews/"), ("get", "questions/"), ("get", "reviews/"),
                         ("get", "organizations/"), ("get", "users/me/activity/")):  # fmt: skip
        refused = getattr(bob.client, method)(f"/api/v1/{path}")
        assert (refused.status_code, problem_of(refused)["code"]) == (403, "two_factor_required"), path
    for path in ("users/me/", "auth/sessions/"):
        assert bob.client.get(f"/api/v1/{path}").status_code == 200
    assert bob.client.get("/api/v1/users/me/").json()["must_set_up_two_factor"] is True


def test_switching_them_on_opens_the_rest_at_once(acme, bob):
    ask_for_two(acme)
    bob.client.post("/api/v1/auth/2fa/setup/")
    assert bob.client.post("/api/v1/auth/2fa/confirm/", {"otp": code_of(bob)}, format="json").status_code == 200
    assert bob.client.get("/api/v1/interviews/").status_code == 200
    assert bob.client.get("/api/v1/users/me/").json()["must_set_up_two_factor"] is False


def test_it_holds_in_that_organization_alone(acme, bravo, bob, charlie):
    ask_for_two(acme)
    join(user=bob.user, organization=bravo, role=Role.CANDIDATE, now=timezone.now())
    assert charlie.client.get("/api/v1/interviews/").status_code == 200
    switched = bob.client.post("/api/v1/auth/switch/", {"organization": str(bravo.uuid)}, format="json")
    assert switched.status_code == 200
    assert bob.client.get("/api/v1/interviews/").status_code == 200


# --- the back office --------------------------------------------------------------------------------------------------
def sign_in(person, otp="", password=PASSWORD):
    client = Client()
    answer = client.post(LOGIN, {"username": person.user.email, "password": password, "otp": otp})
    return answer, client.get("/admin/").status_code


def test_form_asks_for_the_code(alice):
    assert 'name="otp"' in Client().get(LOGIN).content.decode()


def test_back_office_takes_password_and_code(alice):
    recovery = give_two(alice)
    for otp, password in (("", PASSWORD), ("000000", PASSWORD), (recovery, "wrong"), ("x" * 33, PASSWORD)):
        answer, status = sign_in(alice, otp, password)
        assert (answer.status_code, status) == (200, 302)
    assert sign_in(alice, code_of(alice))[1] == 200
    assert sign_in(alice, recovery)[1] == 200
    assert sign_in(alice, recovery)[1] == 302


def test_back_office_tells_nothing_of_what_was_wrong(alice):
    recovery = give_two(alice)
    told = [
        str(sign_in(alice, otp, password)[0].context["form"].non_field_errors())
        for otp, password in (("", PASSWORD), ("000000", PASSWORD), (recovery, "wrong"))
    ]
    assert len(set(told)) == 1


def test_back_office_locks_like_the_api(alice, settings):
    settings.LOGIN_FAILURE_LIMIT = 2
    assert [sign_in(alice, password="wrong")[1] for _ in range(2)] == [302, 302]
    assert sign_in(alice)[1] == 302


def test_back_office_keeps_to_the_policy(acme, alice):
    ask_for_two(acme)
    answer, status = sign_in(alice)
    assert (status, "asks for two factors" in answer.content.decode()) == (302, True)
    signed_in = Client()
    signed_in.force_login(alice.user)
    assert signed_in.get("/admin/").status_code == 302  # who was in before is out
    give_two(alice)
    assert sign_in(alice, code_of(alice))[1] == 200


def policy_form(organization, **changes):
    names = ("name", "extra_fields", "shows_averages", "encrypts_texts")
    sent = {name: getattr(organization, name) for name in names} | {"extra_fields": "{}"}
    return {name: value for name, value in {**sent, **changes}.items() if value is not False}


def test_who_asks_others_for_two_factors_has_them(acme, alice):
    client = Client()
    client.force_login(alice.user)
    page = reverse("admin:accounts_organization_change", args=[acme.pk])
    client.post(page, policy_form(acme, requires_two_factor="on"))
    acme.refresh_from_db()
    assert acme.requires_two_factor is False
    give_two(alice)
    client.post(page, policy_form(acme, requires_two_factor="on"))
    acme.refresh_from_db()
    assert acme.requires_two_factor is True


def test_own_password_in_the_back_office_takes_the_code(alice):
    give_two(alice)
    client, page = Client(), "/admin/password_change/"
    client.force_login(User.objects.get(pk=alice.user.pk))
    assert 'name="otp"' in client.get(page).content.decode()
    new = {"old_password": PASSWORD, "new_password1": "Other-horse-8-battery", "new_password2": "Other-horse-8-battery"}
    assert client.post(page, new).status_code == 200
    assert client.post(page, {**new, "old_password": "wrong", "otp": code_of(alice)}).status_code == 200
    assert client.post(page, {**new, "otp": code_of(alice)}).status_code == 302
    assert User.objects.get(pk=alice.user.pk).check_password("Other-horse-8-battery") is True
    assert alice.client.get("/api/v1/users/me/").status_code == 401


def test_membership_that_ended_asks_for_nothing(acme, alice, public):
    ask_for_two(acme)
    with all_tenants():
        Membership.objects.filter(user=alice.user, organization=acme).update(is_active=False)
    join(user=alice.user, organization=public, role=Role.CANDIDATE, now=timezone.now())
    assert alice.client.get("/api/v1/users/me/").status_code == 401  # that session worked at acme
