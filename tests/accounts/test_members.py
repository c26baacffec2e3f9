"""Places in an organization: who sees them, who changes them, and who may not leave."""

import threading

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import ActivityLog, Membership, Role, UserSession
from accounts.services.members import LastOwner, leave
from interview_coach.core.tenancy import all_tenants
from tests.core.problems import problem_of

pytestmark = pytest.mark.django_db(transaction=True)

ME = "/api/v1/users/me/"


def at(organization, more=""):
    return f"/api/v1/organizations/{organization.uuid}/{more}"


def shown(person):
    return [row["email"] for row in person.client.get(at(person.organization, "members/")).json()["results"]]


def place(person):
    with all_tenants():
        row = Membership.objects.get(user=person.user, organization=person.organization)
        return row.role, row.is_active


def test_candidate_sees_the_own_place_and_a_coach_everybody(alice, bob, dana, emil):
    assert shown(bob) == [bob.user.email]
    assert shown(dana) == shown(alice) == [p.user.email for p in (emil, dana, bob, alice)]


def test_organization_that_is_not_the_active_one_shows_no_members(alice, charlie, bravo):
    assert charlie.client.get(at(alice.organization, "members/")).status_code == 404
    assert alice.client.get(at(bravo, "members/")).status_code == 404


def test_changed_role_counts_at_once(alice, bob, acme):
    answer = alice.client.patch(at(acme, f"members/{bob.user.uuid}/"), {"role": "coach"}, format="json")
    assert (answer.status_code, answer.json()["role"]) == (200, "coach")
    assert bob.client.get(ME).json()["role"] == "coach"
    with alice.scope():
        line = ActivityLog.objects.get(action_type="member_changed")
    assert (line.user_id, line.metadata["before"], line.metadata["after"]) == (
        alice.user.pk, {"role": "candidate", "is_active": True}, {"role": "coach", "is_active": True},
    )  # fmt: skip


def test_admin_reaches_no_further_than_their_own_role(acme, sign_in, alice, bob):
    admin = sign_in(acme, Role.ADMIN, email="ann@acme.example")

    def change(person, role):
        path = at(acme, f"members/{person.user.uuid}/")
        return admin.client.patch(path, {"role": role}, format="json").status_code

    assert [change(bob, "admin"), change(alice, "coach"), change(bob, "coach")] == [403, 403, 200]
    assert admin.client.delete(at(acme, f"members/{alice.user.uuid}/")).status_code == 403


def test_ended_membership_puts_out_at_once(alice, bob, acme):
    assert bob.client.get(ME).status_code == 200
    assert alice.client.delete(at(acme, f"members/{bob.user.uuid}/")).status_code == 204
    assert bob.client.get(ME).status_code == 401
    assert (place(bob), shown(alice)) == (("candidate", False), [alice.user.email])
    assert alice.client.delete(at(acme, f"members/{bob.user.uuid}/")).status_code == 404


def test_member_leaves_and_the_sessions_there_end(bob, alice, acme):
    assert bob.client.post(at(acme, "leave/")).status_code == 204
    assert (place(bob), bob.client.get(ME).status_code) == (("candidate", False), 401)
    assert not UserSession.objects.filter(user=bob.user, is_active=True).exists()


def test_last_owner_neither_leaves_nor_steps_down(alice, bob, acme):
    mine = at(acme, f"members/{alice.user.uuid}/")
    told = [alice.client.post(at(acme, "leave/")), alice.client.delete(mine),
            alice.client.patch(mine, {"role": "admin"}, format="json")]  # fmt: skip
    assert [problem_of(answer)["code"] for answer in told] == ["last_owner"] * 3
    assert place(alice) == ("owner", True)
    alice.client.patch(at(acme, f"members/{bob.user.uuid}/"), {"role": "owner"}, format="json")
    assert alice.client.post(at(acme, "leave/")).status_code == 204
    assert (place(alice), place(bob)) == (("owner", False), ("owner", True))


def test_nobody_leaves_the_house(public, sign_in):
    guest = sign_in(public, Role.CANDIDATE, email="guest@example.org")
    host = sign_in(public, Role.OWNER, email="host@example.org")
    told = [guest.client.post(at(public, "leave/")), host.client.delete(at(public, f"members/{guest.user.uuid}/"))]
    assert [problem_of(answer)["code"] for answer in told] == ["house_stays"] * 2
    assert place(guest) == ("candidate", True)


def test_stranger_changes_nobody(charlie, bob, acme, bravo):
    for organization in (acme, bravo):
        path = at(organization, f"members/{bob.user.uuid}/")
        assert charlie.client.patch(path, {"role": "owner"}, format="json").status_code == 404
        assert charlie.client.delete(path).status_code == 404
    assert place(bob) == ("candidate", True)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite's tests share one connection in memory")
def test_of_two_owners_who_leave_at_once_one_stays(acme, sign_in, alice):
    other = sign_in(acme, Role.OWNER, email="olga@acme.example")
    gate, outcomes = threading.Barrier(2), []

    def run(person):
        gate.wait(20)
        try:
            with person.scope():
                leave(actor=person.actor, now=timezone.now())
            outcomes.append("left")
        except LastOwner:
            outcomes.append("stays")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(person,)) for person in (alice, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(outcomes) == ["left", "stays"]
    assert sorted(active for _, active in (place(alice), place(other))) == [False, True]


# --- settings ---------------------------------------------------------------------------------------------------------
def test_those_who_run_it_change_its_settings(alice, bob, acme, bravo):
    body = {"name": "Acme Ltd", "extra_fields": {"nursing": "Nursing"}, "shows_averages": False}
    answer = alice.client.patch(at(acme), body, format="json")
    assert (answer.status_code, {name: answer.json()[name] for name in body}) == (200, body)
    assert bob.client.get(at(acme)).json()["name"] == "Acme Ltd"
    assert [bob.client.patch(at(acme), body, format="json").status_code,
            alice.client.patch(at(bravo), body, format="json").status_code] == [403, 404]  # fmt: skip
    with alice.scope():
        line = ActivityLog.objects.get(action_type="organization_changed")
    assert (line.metadata["before"]["name"], line.metadata["after"]["name"]) == ("Acme", "Acme Ltd")


@pytest.mark.parametrize(
    "fields", [{"A b": "x"}, {"x": 1}, {"x": " "}, {"x" * 101: "x"}, {f"f{n}": "x" for n in range(51)}]
)
def test_fields_that_are_none_are_refused(alice, acme, fields):
    told = problem_of(alice.client.patch(at(acme), {"extra_fields": fields}, format="json"))
    assert told["errors"][0]["field"] == "extra_fields"
