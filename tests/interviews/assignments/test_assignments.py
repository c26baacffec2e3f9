"""Assignments: who asks whom, what counts as a take, and who sees how far it is."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import ActivityLog, Role
from accounts.services.members import end_membership
from accounts.services.teams import found_team, place_in_team, take_from_team
from interviews.models import Assignment, Interview, Status
from interviews.services.assignments import assign
from interviews.services.questions import start_interview
from tests.core.problems import problem_of

pytestmark = pytest.mark.django_db

PATH = "/api/v1/assignments/"


@pytest.fixture
def red(alice, bob, dana):
    """A team that dana coaches and bob practises in."""
    with alice.scope():
        team = found_team(actor=alice.actor, name="Red", now=timezone.now())
        for person, is_coach in ((bob, False), (dana, True)):
            place_in_team(actor=alice.actor, team_uuid=team.uuid, user_uuid=person.user.uuid, is_coach=is_coach,
                          now=timezone.now())  # fmt: skip
    return team


def body(**more):
    due = (timezone.now() + timedelta(days=7)).isoformat()
    return {"title": "Before the fair", "field": "software_engineering", "level": "mid", "due_at": due, **more}


def ask(person, **more):
    return person.client.post(PATH, body(**more), format="json")


@pytest.fixture
def plan(alice, red):
    """Two takes of at least 6, asked of the red team."""
    with alice.scope():
        return assign(
            actor=alice.actor, now=timezone.now(), title="Before the fair", field="software_engineering", level="mid",
            team=red.uuid, takes=2, minimum_score=6.0, questions_total=2, due_at=timezone.now() + timedelta(days=7),
        )  # fmt: skip


def take(person, plan, score, *, after=timedelta(days=1), status=Status.COMPLETED):
    """Hold an interview for an assignment and give it its end; scoring has tests of its own."""
    with person.scope():
        interview, _ = start_interview(actor=person.actor, assignment=plan.uuid, now=timezone.now())
        ended = {"status": status, "overall_score": score, "completed_at": timezone.now() + after}
        Interview.objects.filter(pk=interview.pk).update(**ended)
    return interview


def own(person, plan):
    row = person.client.get(f"{PATH}{plan.uuid}/").json()
    return row["takes_done"], row["best_score"], row["state"]


def progress(person, plan):
    rows = person.client.get(f"{PATH}{plan.uuid}/progress/").json()["results"]
    return {row["first_name"]: (row["takes_done"], row["best_score"], row["state"]) for row in rows}


# --- asking -----------------------------------------------------------------------------------------------------------
def test_owner_asks_anybody_and_a_coach_the_own_team(alice, dana, bob, emil, red):
    assert ask(alice, user=str(emil.user.uuid)).status_code == 201
    assert [ask(dana, team=str(red.uuid)).status_code, ask(dana, user=str(bob.user.uuid)).status_code] == [201, 201]
    assert ask(dana, user=str(emil.user.uuid)).status_code == 403
    assert ask(bob, user=str(bob.user.uuid)).status_code == 403
    with alice.scope():
        line = ActivityLog.objects.filter(action_type="assignment_made").order_by("pk").first()
    assert (line.user_id, line.subject_id) == (alice.user.pk, emil.user.pk)


@pytest.mark.parametrize(("change", "field"), [
    ({}, "team"), ({"user": "00000000-0000-0000-0000-000000000000"}, "user"),
    ({"team": "00000000-0000-0000-0000-000000000000"}, "team"), ({"due_at": "2020-01-01T00:00:00Z"}, "due_at"),
])  # fmt: skip
def test_assignment_that_cannot_be_is_refused_at_its_field(alice, change, field):
    assert problem_of(ask(alice, **change))["errors"][0]["field"] == field


def test_stranger_s_team_and_people_are_not_asked(charlie, red, bob):
    for more in ({"team": str(red.uuid)}, {"user": str(bob.user.uuid)}):
        assert problem_of(ask(charlie, **more))["code"] == "validation_error"
    with bob.scope():
        assert Assignment.objects.count() == 0


def test_term_and_takes_change_and_what_is_practised_stays(dana, plan):
    url = f"{PATH}{plan.uuid}/"
    assert dana.client.patch(url, {"takes": 3, "minimum_score": None}, format="json").json()["takes"] == 3
    assert problem_of(dana.client.patch(url, {"field": "hr"}, format="json"))["errors"][0]["code"] == "unknown_field"
    assert dana.client.delete(url).status_code == 204
    assert problem_of(dana.client.delete(url))["code"] == "assignment_withdrawn"


def test_withdrawn_assignment_is_gone_for_those_who_had_it(alice, bob, plan):
    alice.client.delete(f"{PATH}{plan.uuid}/")
    assert bob.client.get(f"{PATH}{plan.uuid}/").status_code == 404
    assert problem_of(start(bob, plan))["errors"][0]["field"] == "assignment"


# --- taking -----------------------------------------------------------------------------------------------------------
def start(person, plan, **more):
    return person.client.post("/api/v1/interviews/", {"assignment": str(plan.uuid), **more}, format="json")


def test_take_is_what_the_assignment_says(bob, plan, library):
    started = start(bob, plan, mode="text").json()
    assert [started[name] for name in ("assignment", "field", "level", "questions_total")] == [
        str(plan.uuid), "software_engineering", "mid", 2,
    ]  # fmt: skip
    wrong = problem_of(start(bob, plan, level="senior", questions_total=1))["errors"]
    assert [(e["field"], e["code"]) for e in wrong] == [("level", "invalid"), ("questions_total", "invalid")]


def test_only_those_who_have_it_take_it(emil, dana, charlie, plan, library):
    for person in (emil, dana, charlie):
        assert problem_of(start(person, plan))["errors"][0]["field"] == "assignment"


def test_takes_that_count_make_it_done(bob, plan, library):
    assert own(bob, plan) == (0, None, "open")
    take(bob, plan, 5.9)
    take(bob, plan, 9.0, status=Status.ABANDONED)
    take(bob, plan, None)
    assert own(bob, plan) == (0, 5.9, "open")
    take(bob, plan, 6.0)
    assert own(bob, plan) == (1, 6.0, "open")
    take(bob, plan, 8.5)
    assert own(bob, plan) == (2, 8.5, "done")


def test_take_after_the_term_is_late_and_none_is_overdue(bob, plan, library):
    take(bob, plan, 7.0)
    take(bob, plan, 7.0, after=timedelta(days=8))
    assert own(bob, plan) == (2, 7.0, "late")
    with bob.scope():
        Interview.objects.update(assignment=None)
        Assignment.objects.update(due_at=timezone.now() - timedelta(days=1))
    assert own(bob, plan) == (0, None, "overdue")


def test_interview_of_the_same_kind_that_was_not_started_for_it_is_no_take(bob, plan, library):
    with bob.scope():
        start_interview(actor=bob.actor, field="software_engineering", level="mid", now=timezone.now())
        Interview.objects.update(status=Status.COMPLETED, overall_score=9.0, completed_at=timezone.now())
    assert own(bob, plan) == (0, None, "open")


# --- seeing -----------------------------------------------------------------------------------------------------------
def test_each_sees_the_progress_of_their_role(alice, bob, dana, emil, charlie, plan, red, library):
    with alice.scope():
        place_in_team(actor=alice.actor, team_uuid=red.uuid, user_uuid=emil.user.uuid, is_coach=False,
                      now=timezone.now())  # fmt: skip
    take(bob, plan, 7.0)
    take(bob, plan, 8.0)
    both = {"Bob": (2, 8.0, "done"), "Emil": (0, None, "open")}
    assert progress(alice, plan) == progress(dana, plan) == both
    assert progress(emil, plan) == {"Emil": (0, None, "open")}
    assert charlie.client.get(f"{PATH}{plan.uuid}/progress/").status_code == 404
    row = dana.client.get(PATH).json()["results"][0]
    assert (row["people"], row["finished"], row["is_own"], row["state"]) == (2, 1, False, "")


def test_coach_of_another_team_sees_nothing_of_it(acme, sign_in, plan):
    other = sign_in(acme, Role.COACH, email="erik@acme.example")
    assert other.client.get(PATH).json()["results"] == []
    assert other.client.get(f"{PATH}{plan.uuid}/progress/").status_code == 404


def test_who_left_team_or_organization_has_it_no_more(alice, bob, plan, red, library):
    take(bob, plan, 7.0)
    with alice.scope():
        take_from_team(actor=alice.actor, team_uuid=red.uuid, user_uuid=bob.user.uuid, now=timezone.now())
    assert (bob.client.get(PATH).json()["results"], progress(alice, plan)) == ([], {})


# --- the organization's progress --------------------------------------------------------------------------------------
def people(person):
    rows = person.client.get(f"/api/v1/organizations/{person.organization.uuid}/progress/").json()["results"]
    names = ("interviews_completed", "average_score", "best_score", "assigned", "done", "late", "overdue")
    return {row["first_name"]: tuple(row[name] for name in names) for row in rows}


def test_progress_of_people_is_what_their_interviews_say(alice, bob, dana, emil, plan, library):
    take(bob, plan, 7.0)
    take(bob, plan, 8.0)
    take(bob, plan, 9.0, status=Status.IN_PROGRESS)
    nothing = (0, None, None, 0, 0, 0, 0)
    of_bob = (2, 7.5, 8.0, 1, 1, 0, 0)
    assert people(alice) == {"Alice": nothing, "Bob": of_bob, "Dana": nothing, "Emil": nothing}
    assert people(dana) == {"Bob": of_bob, "Dana": nothing}
    assert (people(bob), people(emil)) == ({"Bob": of_bob}, {"Emil": nothing})


def test_late_and_overdue_are_counted(alice, bob, plan, red, library):
    ask(alice, team=str(red.uuid))
    take(bob, plan, 7.0, after=timedelta(days=8))
    take(bob, plan, 7.0, after=timedelta(days=9))
    with bob.scope():
        Assignment.objects.exclude(pk=plan.pk).update(due_at=timezone.now() - timedelta(hours=1))
    assert people(bob)["Bob"][3:] == (2, 0, 1, 1)


def test_progress_of_teams_is_that_of_who_practises_there(alice, bob, dana, emil, plan, red, library):
    take(bob, plan, 7.0)
    with emil.scope():
        start_interview(actor=emil.actor, field="software_engineering", level="mid", now=timezone.now())
        ended = {"status": Status.COMPLETED, "overall_score": 1.0, "completed_at": timezone.now()}
        Interview.objects.filter(user=emil.user).update(**ended)
    path = f"/api/v1/organizations/{alice.organization.uuid}/progress/teams/"
    (row,) = alice.client.get(path).json()["results"]
    names = ("name", "people", "interviews_completed", "average_score", "assignments", "takes_asked", "takes_done")
    assert [row[name] for name in names] == ["Red", 1, 1, 7.0, 1, 2, 1]
    assert dana.client.get(path).json()["results"] == [row]
    assert bob.client.get(path).status_code == 403


def test_who_left_is_in_no_progress(alice, bob, acme):
    with alice.scope():
        end_membership(actor=alice.actor, user_uuid=bob.user.uuid, now=timezone.now())
    assert people(alice).keys() == {"Alice"}
