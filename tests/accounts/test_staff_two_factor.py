"""Platform staff see every organization: they enter the back office by two factors, and find a way to the first one."""

import base64

import pytest
from django.test import Client
from django.utils import timezone
from django_otp.oath import TOTP
from rest_framework.test import APIClient

from accounts.models import Membership, Role, User
from accounts.services.registration import join
from interview_coach.core.tenancy import all_tenants
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _asked(settings):
    settings.STAFF_TWO_FACTOR = True


@pytest.fixture
def staff(public, sign_in):
    return sign_in(public, Role.OWNER, email="staff@example.com", is_platform_staff=True)


def enter(client, otp=""):
    return client.post("/admin/login/", {"username": "staff@example.com", "password": PASSWORD, "otp": otp})


def test_without_it_they_are_told_what_to_do_and_stay_outside(staff):
    client = Client()
    answer = enter(client)
    assert "Platform staff come by two factors" in answer.content.decode()
    assert client.get("/admin/").status_code == 302


def test_api_is_the_way_in_to_the_first_one(staff):
    api = APIClient()
    tokens = api.post("/api/v1/auth/login/", {"email": "staff@example.com", "password": PASSWORD}, format="json").json()
    api.credentials(HTTP_AUTHORIZATION=f"Bearer {tokens['access']}")
    totp = TOTP(base64.b32decode(api.post("/api/v1/auth/2fa/setup/").json()["secret"]))
    confirmed = api.post("/api/v1/auth/2fa/confirm/", {"otp": f"{totp.token():06d}"}, format="json").json()
    client = Client()
    assert enter(client).status_code == 200  # the form again: the code is missing
    assert enter(client, confirmed["recovery_codes"][0]).status_code == 302
    assert client.get("/admin/accounts/organization/").status_code == 200


def test_sign_in_of_before_shows_nothing_any_more(staff):
    client = Client()
    client.force_login(staff.user)
    assert client.get("/admin/accounts/organization/").status_code == 302
    User.objects.filter(pk=staff.user.pk).update(two_factor_enabled=True)
    assert client.get("/admin/accounts/organization/").status_code == 200


def test_place_of_their_own_is_no_other_door(staff, acme):
    join(user=staff.user, organization=acme, role=Role.OWNER, now=timezone.now())
    client = Client()
    assert enter(client).status_code == 200
    client.force_login(staff.user)
    assert client.get("/admin/accounts/user/").status_code == 302
    with all_tenants():
        assert Membership.objects.filter(user=staff.user).count() == 2


def test_who_is_no_staff_is_not_asked_for_it(alice):
    client = Client()
    client.force_login(alice.user)
    assert client.get("/admin/").status_code == 200


def test_installation_may_do_without(staff, settings):
    settings.STAFF_TWO_FACTOR = False
    client = Client()
    assert enter(client).status_code == 302
    assert client.get("/admin/").status_code == 200
