"""Teams: who founds them, who is in them, and what of them each role sees."""

import pytest
from django.utils import timezone

from accounts.models import ActivityLog, Team, TeamMembership
from accounts.services.teams import found_team, place_in_team
from tests.core.problems import problem_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def red(alice, bob, dana):
    """A team that dana coaches and bob practises in."""
    with alice.scope():
        team = found_team(actor=alice.actor, name="Red", now=timezone.now())
        for person, is_coach in ((bob, False), (dana, True)):
            place_in_team(actor=alice.actor, team_uuid=team.uuid, user_uuid=person.user.uuid, is_coach=is_coach,
                          now=timezone.now())  # fmt: skip
    return team


def listed(person):
    answer = person.client.get(f"/api/v1/organizations/{person.organization.uuid}/teams/").json()["results"]
    return [(team["name"], team["people"], team["coaches"], team["coached"]) for team in answer]


def people(person, team):
    return [row["email"] for row in person.client.get(f"/api/v1/teams/{team.uuid}/members/").json()["results"]]


def put(person, team, whom, **body):
    return person.client.put(f"/api/v1/teams/{team.uuid}/members/{whom.user.uuid}/", body, format="json")


def test_each_sees_the_teams_of_their_role(red, alice, bob, dana, emil, charlie):
    assert (listed(alice), listed(dana)) == ([("Red", 1, 1, False)], [("Red", 1, 1, True)])
    assert (listed(bob), listed(emil), listed(charlie)) == ([("Red", 1, 1, False)], [], [])
    assert emil.client.get(f"/api/v1/teams/{red.uuid}/").status_code == 404


def test_candidate_sees_coaches_and_themselves_in_their_team(red, alice, bob, dana, emil):
    put(alice, red, emil)
    assert people(bob, red) == [dana.user.email, bob.user.email]
    assert people(dana, red) == [emil.user.email, dana.user.email, bob.user.email]


def test_founding_is_for_those_who_run_the_place(alice, dana, acme, red):
    path = f"/api/v1/organizations/{acme.uuid}/teams/"
    assert alice.client.post(path, {"name": "Blue"}, format="json").status_code == 201
    assert dana.client.post(path, {"name": "Green"}, format="json").status_code == 403
    assert problem_of(alice.client.post(path, {"name": "red"}, format="json"))["code"] == "team_name_taken"


def test_coach_tends_the_own_team_and_no_other(alice, dana, emil, red, acme):
    other = alice.client.post(f"/api/v1/organizations/{acme.uuid}/teams/", {"name": "Blue"}, format="json").json()
    assert put(dana, red, emil).status_code == 200
    assert dana.client.patch(f"/api/v1/teams/{red.uuid}/", {"description": "d"}, format="json").status_code == 200
    assert dana.client.patch(f"/api/v1/teams/{red.uuid}/", {"is_active": False}, format="json").status_code == 403
    path = f"/api/v1/teams/{other['uuid']}/"
    assert dana.client.patch(path, {"name": "Mine"}, format="json").status_code == 403
    assert dana.client.put(f"{path}members/{emil.user.uuid}/", {}, format="json").status_code == 403


def test_candidate_coaches_nothing_and_a_demoted_coach_no_more(red, alice, bob, dana, acme):
    assert problem_of(put(alice, red, bob, is_coach=True))["errors"][0]["field"] == "is_coach"
    alice.client.patch(
        f"/api/v1/organizations/{acme.uuid}/members/{dana.user.uuid}/", {"role": "candidate"}, format="json"
    )
    with alice.scope():
        assert TeamMembership.objects.filter(is_coach=True).count() == 0
        line = ActivityLog.objects.filter(action_type="team_placed", subject=dana.user).latest("pk")
    assert (line.user_id, line.entity_id, line.metadata) == (
        alice.user.pk, str(red.uuid), {"before": {"is_coach": True}, "after": {"is_coach": False}},
    )  # fmt: skip
    assert listed(alice) == [("Red", 2, 0, False)]


def test_who_left_the_organization_counts_in_no_team(red, alice, bob, acme):
    bob.client.post(f"/api/v1/organizations/{acme.uuid}/leave/")
    assert listed(alice) == [("Red", 0, 1, False)]


def test_putting_twice_is_one_place_and_one_line(red, alice, emil):
    assert [put(alice, red, emil).status_code for _ in range(2)] == [200, 200]
    with alice.scope():
        assert TeamMembership.objects.filter(membership__user=emil.user).count() == 1
        assert ActivityLog.objects.filter(action_type="team_placed", subject=emil.user).count() == 1


def test_taking_out_is_told_and_done_once(red, alice, bob):
    path = f"/api/v1/teams/{red.uuid}/members/{bob.user.uuid}/"
    assert [alice.client.delete(path).status_code for _ in range(2)] == [204, 404]
    assert listed(bob) == []


def test_switched_off_team_is_seen_by_those_who_may_switch_it_on(red, alice, bob, dana):
    alice.client.patch(f"/api/v1/teams/{red.uuid}/", {"is_active": False}, format="json")
    assert (len(listed(alice)), listed(bob), listed(dana)) == (1, [], [])
    assert alice.client.patch(f"/api/v1/teams/{red.uuid}/", {"is_active": True}, format="json").status_code == 200


def test_stranger_s_people_are_not_brought_in(red, alice, charlie):
    assert put(alice, red, charlie).status_code == 404
    assert put(charlie, red, charlie).status_code == 404
    with alice.scope():
        assert Team.objects.get().places.count() == 2
