"""Accounts that cannot be closed yet: others would be left in an organization that nobody owns."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AccountStatus, Membership, Role, User
from accounts.services import profile
from accounts.services.members import LastOwner, change_account
from accounts.services.registration import join
from interview_coach.core.tenancy import all_tenants
from tests.accounts.threads import at_once
from tests.cast import PASSWORD
from tests.core.problems import problem_of

pytestmark = pytest.mark.django_db(transaction=True)

ME = "/api/v1/users/me/"


def close(person):
    return person.client.delete(ME, {"password": PASSWORD}, format="json")


def status(person):
    return User.objects.get(pk=person.user.pk).account_status


def test_last_owner_of_others_does_not_close_the_account(alice, bob, charlie, acme):
    problem = problem_of(close(alice))
    assert (problem["status"], problem["code"], problem["organization"]) == (409, "last_owner", str(acme.uuid))
    assert (status(alice), alice.client.get(ME).status_code) == ("active", 200)
    join(user=charlie.user, organization=acme, role=Role.OWNER, now=timezone.now())
    assert (close(alice).status_code, status(alice)) == (204, "deleted")


def test_owner_of_nobody_but_themselves_closes_it(alice):
    assert (close(alice).status_code, status(alice)) == (204, "deleted")


def test_others_who_are_gone_hold_nobody(alice, bob, dana, acme):
    close(bob)
    with all_tenants():
        Membership.objects.filter(user=dana.user).update(is_active=False)
    assert close(alice).status_code == 204


def test_organization_that_is_not_the_active_one_counts_too(alice, bob, public):
    join(user=bob.user, organization=public, role=Role.CANDIDATE, now=timezone.now())
    alice.client.post("/api/v1/auth/switch/", {"organization": str(public.uuid)}, format="json")
    assert problem_of(close(alice))["code"] == "last_owner"


def test_organization_that_is_switched_off_holds_nobody(charlie, alice, bob, acme):
    join(user=charlie.user, organization=acme, role=Role.OWNER, now=timezone.now())
    assert close(alice).status_code == 204
    type(acme).objects.filter(pk=acme.pk).update(is_active=False)
    assert close(charlie).status_code == 204


def test_of_two_owners_who_close_at_once_one_stays(alice, bob, acme, sign_in, to_disk):
    owners = [alice, sign_in(acme, Role.OWNER, email="olga@acme.example")]
    to_disk()

    def run(n):
        try:
            with owners[n].scope():
                profile.delete_account(actor=owners[n].actor, password=PASSWORD, now=timezone.now())
        except LastOwner:
            return "stays"
        return "closed"

    assert sorted(at_once(2, run)) == ["closed", "stays"]
    assert at_once(1, lambda _: sorted(map(status, owners))) == [["active", "deleted"]]


def test_staff_suspend_nobody_whom_others_need(alice, bob, public, sign_in):
    staff = sign_in(public, Role.OWNER, email="staff@example.com", is_platform_staff=True)
    with staff.scope(), pytest.raises(LastOwner):
        change_account(user=alice.user, changes={"account_status": AccountStatus.SUSPENDED}, by=staff.user.pk,
                       organization_id=public.pk, now=timezone.now())  # fmt: skip
    client = Client()
    client.force_login(staff.user)
    page = reverse("admin:accounts_user_change", args=[alice.user.pk])
    shown = client.get(page).context["adminform"].form.initial
    sent = {name: value or "" for name, value in shown.items()} | {"account_status": AccountStatus.SUSPENDED}
    answer = client.post(page, sent, follow=True)
    assert (status(alice), "at least one active owner" in answer.content.decode()) == ("active", True)
