"""`manage.py platform_staff`: how an installation gets the first of its staff, and loses one."""

import pytest
from django.core.management import CommandError, call_command

from accounts.models import ActivityLog, User
from accounts.selectors import house
from interview_coach.core.tenancy import tenant_scope
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def told():
    with tenant_scope(house().pk):
        lines = ActivityLog.objects.filter(action_type__startswith="staff_").order_by("pk")
        return [(line.action_type, line.user_id, line.subject_id) for line in lines]


def is_staff(person):
    return User.objects.get(pk=person.user.pk).is_platform_staff


def test_somebody_becomes_staff_once_and_the_trail_says_so(bob, capsys):
    for _ in range(2):
        call_command("platform_staff", bob.user.email.upper())
    assert is_staff(bob)
    assert told() == [("staff_appointed", None, bob.user.pk)]
    said = capsys.readouterr().out.splitlines()
    assert said == ["BOB@ACME.EXAMPLE is platform staff now.", "BOB@ACME.EXAMPLE is platform staff already."]


def test_whoever_is_dismissed_is_signed_out(bob, django_capture_on_commit_callbacks):
    call_command("platform_staff", bob.user.email)
    assert bob.client.get("/api/v1/users/me/").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        call_command("platform_staff", bob.user.email, "--end")
    assert not is_staff(bob)
    assert bob.client.get("/api/v1/users/me/").status_code == 401
    assert told() == [("staff_appointed", None, bob.user.pk), ("staff_dismissed", None, bob.user.pk)]


@pytest.mark.parametrize("columns", [
    {"is_verified": False}, {"account_status": "suspended", "is_active": False}, {"email": "other@example.org"},
])  # fmt: skip
def test_only_an_open_account_with_a_proven_address_becomes_staff(public, columns):
    UserFactory(**{"email": "ann@example.org", **columns})
    with pytest.raises(CommandError, match="confirm the address first"):
        call_command("platform_staff", "ann@example.org")
    assert told() == []
