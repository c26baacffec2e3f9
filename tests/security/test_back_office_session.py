"""How long a sign-in to the back office lasts, and what a browser keeps of it."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from accounts.models import Organization, User
from accounts.services import passwords
from tests.cast import PASSWORD


@pytest.fixture
def entered(client, alice, now):
    with time_machine.travel(now, tick=False):
        client.post(reverse("admin:login"), {"username": alice.user.email, "password": PASSWORD, "next": "/admin/"})
    return client


def status(client, when) -> int:
    with time_machine.travel(when, tick=False):
        return client.get("/admin/").status_code


def rename(client, organization: Organization, when):
    """Change something, which leaves a message in the session."""
    page = reverse("admin:accounts_organization_change", args=[organization.pk])
    with time_machine.travel(when, tick=False):
        return client.post(page, {"name": "Acme Renamed", "extra_fields": "{}"})


def test_it_ends_after_twelve_hours(entered, now):
    assert status(entered, now + timedelta(hours=12, seconds=-1)) == 200
    assert status(entered, now + timedelta(hours=12)) == 302


def test_use_does_not_lengthen_it(entered, acme, now):
    said = rename(entered, acme, now + timedelta(hours=11))
    assert [str(message) for message in get_messages(said.wsgi_request)] != []
    assert status(entered, now + timedelta(hours=12)) == 302


def test_messages_are_in_no_cookie(entered, acme, now):
    assert sorted(rename(entered, acme, now).client.cookies) == ["csrftoken", "sessionid"]


# --- ended from elsewhere ---------------------------------------------------------------------------------------------
def change_password(person):
    body = {"password": PASSWORD, "new_password": "Other-horse-8-battery"}
    return person.client.post("/api/v1/auth/password/change/", body, format="json")


def reset_password(person):
    token = passwords.reset_tokens.for_person(User.objects.get(pk=person.user.pk))
    body = {"token": token, "password": "Other-horse-8-battery"}
    return APIClient().post("/api/v1/auth/password/reset/confirm/", body, format="json")


def log_out_everywhere(person):
    return person.client.post("/api/v1/auth/logout-all/")


def log_out_here(person):
    return person.client.post("/api/v1/auth/logout/")


@pytest.mark.parametrize(
    ("act", "status"), [(change_password, 302), (reset_password, 302), (log_out_everywhere, 302), (log_out_here, 200)]
)
def test_it_ends_with_the_password_and_with_all_sessions(act, status, client, alice, charlie):
    other = Client()
    client.force_login(alice.user)
    other.force_login(charlie.user)
    assert act(alice).status_code == 204
    assert [who.get("/admin/").status_code for who in (client, other)] == [status, 200]


def test_own_new_password_leaves_this_browser_signed_in_and_no_other(client, alice):
    other = Client()
    [browser.force_login(alice.user) for browser in (client, other)]
    new = "Other-horse-8-battery"
    sent = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert client.post("/admin/password_change/", sent).status_code == 302
    assert [browser.get("/admin/").status_code for browser in (client, other)] == [200, 302]


def test_who_was_signed_out_signs_in_again(client, alice):
    log_out_everywhere(alice)
    client.post(reverse("admin:login"), {"username": alice.user.email, "password": PASSWORD})
    assert client.get("/admin/").status_code == 200
