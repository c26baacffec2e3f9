"""Teams and invitations in the back office: every change by its service, and a page costs the same for few and many."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Invitation, Membership, Team, TeamMembership
from accounts.services.teams import found_team, place_in_team
from tests.architecture.world import colleague

pytestmark = pytest.mark.django_db


def signed_in(person):
    client = Client()
    client.force_login(person.user)
    return client


@pytest.fixture
def as_alice(alice):
    return signed_in(alice)


@pytest.fixture
def red(alice, bob):
    with alice.scope():
        team = found_team(actor=alice.actor, name="Red", now=timezone.now())
        place_in_team(actor=alice.actor, team_uuid=team.uuid, user_uuid=bob.user.uuid, is_coach=False,
                      now=timezone.now())  # fmt: skip
    return team


def page(team):
    return reverse("admin:accounts_team_change", args=[team.pk])


def form(person, team, *, new=(), gone=False, coach=False):
    """The team's page as a browser would send it, with its one place."""
    with person.scope():
        (place,) = TeamMembership.objects.filter(team=team)
        joining = {f"places-2-{n}-membership": Membership.objects.get(user=p.user).pk for n, p in enumerate(new)}
    kept = {"places-0-id": place.pk, "places-0-team": team.pk, **({"places-0-DELETE": "on"} if gone else {}),
            **({"places-0-is_coach": "on"} if coach else {})}  # fmt: skip
    return {"name": team.name, "is_active": "on", "places-TOTAL_FORMS": 1, "places-INITIAL_FORMS": 1, **kept,
            "places-2-TOTAL_FORMS": len(new), "places-2-INITIAL_FORMS": 0, **joining}  # fmt: skip


def people(person, team):
    with person.scope():
        rows = TeamMembership.objects.filter(team=team).order_by("pk")
        return list(rows.values_list("membership__user__email", "is_coach"))


def test_team_is_founded_and_renamed(as_alice, alice):
    assert as_alice.post(reverse("admin:accounts_team_add"), {"name": "Blue", "description": ""}).status_code == 302
    with alice.scope():
        assert Team.objects.get().name == "Blue"
    told = as_alice.post(reverse("admin:accounts_team_add"), {"name": "blue", "description": ""}, follow=True)
    assert "has a team of this name" in told.content.decode()


def test_people_are_brought_in_and_taken_out(as_alice, alice, bob, dana, red):
    assert as_alice.post(page(red), form(alice, red, new=[dana])).status_code == 302
    assert people(alice, red) == [(bob.user.email, False), (dana.user.email, False)]
    with alice.scope():
        TeamMembership.objects.filter(membership__user=dana.user).delete()
    assert as_alice.post(page(red), form(alice, red, gone=True)).status_code == 302
    assert people(alice, red) == []


def test_candidate_coaches_no_team_here_either(as_alice, alice, bob, red):
    assert "A candidate coaches no team." in as_alice.post(page(red), form(alice, red, coach=True)).content.decode()
    assert people(alice, red) == [(bob.user.email, False)]


def test_stranger_s_people_are_not_offered(as_alice, alice, charlie, red):
    with charlie.scope():
        theirs = Membership.objects.get(user=charlie.user)
    data = {**form(alice, red), "places-2-TOTAL_FORMS": 1, "places-2-0-membership": theirs.pk}
    assert "Select a valid choice" in as_alice.post(page(red), data).content.decode()
    assert signed_in(charlie).get(page(red)).status_code == 302


def test_page_costs_the_same_with_one_and_with_five_people(as_alice, alice, acme, red):
    def cost():
        as_alice.get(page(red))
        with CaptureQueriesContext(connection) as queries:
            assert as_alice.get(page(red)).status_code == 200
        return len(queries)

    once = cost()
    with alice.scope():
        for _ in range(4):
            place_in_team(actor=alice.actor, team_uuid=red.uuid, user_uuid=colleague(acme).user_uuid, is_coach=True,
                          now=timezone.now())  # fmt: skip
    assert cost() == once


def test_invitation_is_sent_by_the_form_and_taken_back_by_the_action(as_alice, alice):
    data = {"email": "Erin@Example.org", "role": "coach", "team": ""}
    assert as_alice.post(reverse("admin:accounts_invitation_add"), data).status_code == 302
    with alice.scope():
        sent = Invitation.objects.get()
    assert (sent.email, sent.role, sent.revoked_at) == ("erin@example.org", "coach", None)
    chosen = {"action": "revoke", "_selected_action": [sent.pk], "index": 0}
    told = as_alice.post(reverse("admin:accounts_invitation_changelist"), chosen, follow=True)
    assert "1 invitations taken back." in told.content.decode()
    told = as_alice.post(reverse("admin:accounts_invitation_changelist"), {**chosen, "action": "resend"}, follow=True)
    assert "accepted or revoked" in told.content.decode()


def test_file_is_checked_first_and_then_sent(as_alice, alice, bob):
    url = "/admin/accounts/invitation/import/"

    def send(**more):
        text = b"email,role\na@example.org,candidate\nbob@acme.example,coach\n"
        return as_alice.post(url, {"file": SimpleUploadedFile("p.csv", text, "text/csv"), **more}).content.decode()

    assert "2 rows: 1 would be invited; nothing was sent, 1 refused." in send(dry_run="on")
    with alice.scope():
        assert Invitation.objects.count() == 0
    shown = send()
    assert ("2 rows: 1 invited, 1 refused." in shown, "already_member" in shown) == (True, True)
    with alice.scope():
        assert Invitation.objects.get().email == "a@example.org"


def test_file_page_is_for_those_who_run_an_organization(bob, dana, public, sign_in):
    staff = sign_in(public, "owner", email="staff@example.com", is_platform_staff=True)
    for person, status in ((bob, 302), (dana, 302), (staff, 403)):
        assert signed_in(person).get("/admin/accounts/invitation/import/").status_code == status
