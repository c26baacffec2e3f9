"""What happens while a password is hashed: who held the former one does not come in, and undoes nothing."""

from functools import partial

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import ActivityLog, User, UserSession
from accounts.services import passwords
from interview_coach.core.tenancy import all_tenants
from tests.accounts.test_passwords import NEW, Older, fields_of, log_in, post
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db

THIRD = "Third-horse-9-battery"


@pytest.fixture
def reset(bob):
    """Set bob's password by a mailed token."""
    token = passwords.reset_tokens.for_person(User.objects.get(pk=bob.user.pk))
    return partial(passwords.reset, token=token, password=NEW, now=timezone.now())


def password_is(person, password):
    return User.objects.get(pk=person.user.pk).check_password(password)


def reasons():
    with all_tenants():
        lines = ActivityLog.objects.filter(action_type="login_failed").order_by("pk")
        return [line.metadata["reason"] for line in lines]


def test_sign_in_by_the_former_password_opens_no_session(anyone, bob, reset, while_hashing):
    while_hashing(reset)
    assert log_in(anyone, bob).status_code == 401
    assert not UserSession.objects.filter(user=bob.user, is_active=True).exists()
    assert reasons() == ["password"]
    assert User.objects.get(pk=bob.user.pk).failed_login_attempts == 1


def test_account_that_is_suspended_meanwhile_opens_no_session(anyone, bob, while_hashing):
    suspended = {"account_status": "suspended", "is_active": False}
    while_hashing(lambda: User.objects.filter(pk=bob.user.pk).update(**suspended))
    assert log_in(anyone, bob).status_code == 401
    assert reasons() == ["account"]


def test_renewed_hash_does_not_take_a_new_password_s_place(anyone, bob, while_hashing):
    User.objects.filter(pk=bob.user.pk).update(password=Older().encode(PASSWORD, "salt" * 6))
    token = passwords.reset_tokens.for_person(User.objects.get(pk=bob.user.pk))
    while_hashing(partial(passwords.reset, token=token, password=NEW, now=timezone.now()))
    assert log_in(anyone, bob).status_code == 401
    assert password_is(bob, NEW)


def test_change_does_not_undo_a_reset(bob, reset, while_hashing):
    while_hashing(reset)
    answer = post(bob.client, "password/change", password=PASSWORD, new_password=THIRD)
    assert fields_of(answer) == [("password", "invalid")]
    assert password_is(bob, NEW)


def test_change_in_the_back_office_does_not_either(alice, while_hashing):
    client = Client()
    client.force_login(alice.user)
    token = passwords.reset_tokens.for_person(User.objects.get(pk=alice.user.pk))
    while_hashing(partial(passwords.reset, token=token, password=NEW, now=timezone.now()))
    body = {"old_password": PASSWORD, "new_password1": THIRD, "new_password2": THIRD, "otp": ""}
    page = client.post("/admin/password_change/", body)
    assert (page.status_code, "The password is wrong." in page.content.decode()) == (200, True)
    assert password_is(alice, NEW)
