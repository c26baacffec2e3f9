"""Who is turned away though the password was right: it counts and is told as a wrong one is."""

import pytest
from django.test import Client

from accounts.models import ActivityLog, Membership, Organization, Role, SignInGuard, User
from accounts.services.lockout import subject_of
from interview_coach.core.tenancy import all_tenants
from tests.accounts.test_passwords import log_in
from tests.cast import PASSWORD
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

GENERAL = "The address, the password or the code is wrong"


def enter(person, password=PASSWORD):
    return Client().post("/admin/login/", {"username": person.user.email, "password": password, "otp": ""})


def told(person):
    """The lines about a person's refusals: organization and reason."""
    with all_tenants():
        lines = ActivityLog.objects.filter(action_type="login_failed", user=person.user).select_related("organization")
        return [(line.organization.slug, line.metadata["reason"]) for line in lines]


def counted(person):
    guard = SignInGuard.objects.filter(subject=subject_of("account", person.user.email)).first()
    return guard and guard.attempts


def assert_refused(person, answer, said, *line):
    assert (answer.status_code, said in answer.content.decode()) == (200, True)
    assert (told(person), counted(person)) == ([line], 1)


def test_candidate_has_no_place_there(bob):
    assert_refused(bob, enter(bob), GENERAL, "acme", "place")


def test_closed_account_comes_back_by_the_api_alone(alice):
    alice.client.delete("/api/v1/users/me/", {"password": PASSWORD}, format="json")
    assert_refused(alice, enter(alice), GENERAL, "acme", "account")
    assert User.objects.get(pk=alice.user.pk).account_status == "deleted"


def test_owner_without_the_second_factor_of_the_place_is_told(alice):
    Organization.objects.filter(pk=alice.organization.pk).update(requires_two_factor=True)
    assert_refused(alice, enter(alice), "Your organization asks for two factors", "acme", "place")


def test_staff_without_a_second_factor_are_told(public, sign_in, settings):
    settings.STAFF_TWO_FACTOR = True
    staff = sign_in(public, Role.OWNER, email="staff@example.com", is_platform_staff=True)
    assert_refused(staff, enter(staff), "Platform staff come by two factors", "public", "place")


def test_wrong_password_is_told_once(alice):
    assert_refused(alice, enter(alice, "wrong"), GENERAL, "acme", "password")


def test_owner_comes_in_and_the_count_is_cleared(alice):
    enter(alice, "wrong")
    assert enter(alice).status_code == 302
    assert counted(alice) is None


def come_and_go(user):
    """Sign in and out; return what the trail says of it."""
    client = Client()
    client.post("/admin/login/", {"username": user.email, "password": PASSWORD, "otp": ""})
    client.post("/admin/logout/")
    with all_tenants():
        lines = ActivityLog.objects.filter(user=user, action_type__startswith="admin_").order_by("pk")
        return list(lines.values_list("organization__slug", "action_type"))


def test_coming_and_going_is_on_the_trail(alice, public):
    assert come_and_go(alice.user) == [("acme", "admin_login"), ("acme", "admin_logout")]
    staff = UserFactory(password=PASSWORD, is_platform_staff=True)  # and a member nowhere
    assert come_and_go(staff) == [("public", "admin_login"), ("public", "admin_logout")]


def test_nobody_without_a_membership_signs_in_to_the_api(anyone, bob):
    with all_tenants():
        Membership.objects.filter(user=bob.user).update(is_active=False)
    assert log_in(anyone, bob).status_code == 401
    assert (told(bob), counted(bob)) == ([("public", "place")], 1)
