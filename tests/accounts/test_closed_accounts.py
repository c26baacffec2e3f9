"""A closed account is its owner's: it returns by signing in, or goes; the back office only looks at it."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import ActivityLog, Role, User
from accounts.services.members import AccountClosed, change_account
from interview_coach.core.tenancy import all_tenants
from tests.accounts.test_passwords import log_in
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(public, sign_in):
    return sign_in(public, Role.OWNER, email="staff@example.com", is_platform_staff=True)


@pytest.mark.parametrize("status", ["deleted", "erased"])
@pytest.mark.parametrize("wanted", [{"account_status": "active"}, {"account_status": "suspended"}, {"bio": "Back"}])
def test_nobody_else_changes_it(status, wanted, bob, staff, public):
    User.objects.filter(pk=bob.user.pk).update(account_status=status, is_active=False)
    with staff.scope(), pytest.raises(AccountClosed):
        change_account(user=bob.user, changes=wanted, by=staff.user.pk, organization_id=public.pk, now=timezone.now())
    client, page = Client(), reverse("admin:accounts_user_change", args=[bob.user.pk])
    client.force_login(staff.user)
    shown = client.get(page)
    assert (shown.status_code, 'name="account_status"' in shown.content.decode()) == (200, False)
    assert client.post(page, wanted).status_code == 403
    held = User.objects.get(pk=bob.user.pk)
    assert (held.account_status, held.is_active, held.bio) == (status, False, "")


def test_its_return_is_on_the_trail_and_in_the_answer(anyone, bob):
    bob.client.delete("/api/v1/users/me/", {"password": PASSWORD}, format="json")
    answer = log_in(anyone, bob)
    assert (answer.status_code, answer.json()["user"]["account_status"]) == (200, "active")
    with all_tenants():
        lines = ActivityLog.objects.filter(user=bob.user).order_by("pk")
        told = list(lines.values_list("action_type", flat=True))
    assert told[-4:] == ["account_deleted", "session_ended", "account_returned", "login"]
