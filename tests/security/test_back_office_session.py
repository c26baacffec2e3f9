"""How long a sign-in to the back office lasts, and what a browser keeps of it."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.urls import reverse

from accounts.models import Organization
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
