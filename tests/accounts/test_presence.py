"""Who is behind a session is remembered for a while; that someone left or changed is known at once."""

import pytest
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Membership, Role
from accounts.services import members
from tests.core.problems import problem_of

pytestmark = pytest.mark.django_db

ME = "/api/v1/users/me/"


def change(alice, person, **columns):
    """Let Alice change a person's membership, and commit."""
    with alice.scope(), TestCase.captureOnCommitCallbacks(execute=True):
        membership = Membership.objects.get(user=person.user)
        wanted = {"role": membership.role, "is_active": True, **columns}
        members.change_membership(
            membership=membership, by=alice.user.pk, by_role=Role.OWNER, now=timezone.now(), **wanted
        )


def looks(client, url) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(url)
    return len([query for query in captured if "user_sessions" in query["sql"]])


def test_session_is_looked_up_once(bob):
    assert [looks(bob.client, "/api/v1/questions/") for _ in range(3)] == [1, 0, 0]


def test_demotion_holds_at_once(alice, bob, dana):
    url = f"/api/v1/interviews/?user={bob.user.uuid}"
    assert dana.client.get(ME).json()["role"] == "coach"
    change(alice, dana, role=Role.CANDIDATE)
    assert dana.client.get(ME).json()["role"] == "candidate"
    assert dana.client.get(url).json()["results"] == []


def test_end_of_a_membership_holds_at_once(alice, bob):
    assert bob.client.get(ME).status_code == 200
    change(alice, bob, is_active=False)
    assert problem_of(bob.client.get(ME))["code"] == "session_ended"


def test_language_holds_at_once(bob, library, house_scope):
    library[0].translations = {"de": {"text": "Frage?", "hint": "Hinweis."}}
    with house_scope():
        library[0].save()
    url = f"/api/v1/questions/{library[0].uuid}/"
    assert bob.client.get(url).json()["language"] == "en"
    bob.client.patch(ME, {"language_preference": "de"}, format="json")
    assert bob.client.get(url).json()["language"] == "de"
