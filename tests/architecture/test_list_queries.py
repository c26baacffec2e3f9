"""Every list is one SQL statement beside finding out who asks, with one row and with three. That of a rubric's anchors
is two: whether the rubric is there comes first."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Role, Team
from accounts.services.consents import state
from accounts.services.invitations import invite
from accounts.services.registration import join
from accounts.services.teams import found_team, place_in_team
from interview_coach.core.tenancy import tenant_scope
from interviews.models import Assignment
from interviews.services.answers import submit_answer
from interviews.services.assignments import assign
from interviews.services.calibration.anchors import store_anchor
from interviews.services.calibration.contender import Contender
from interviews.services.calibration.runs import calibrate
from interviews.services.evaluation import evaluate_answer
from interviews.services.questions import start_interview
from interviews.services.reviews.queue import request_review
from questionbank.services.banks import save_question
from questionbank.services.collections import make_collection
from questionbank.services.rubrics import create_rubric, publish
from tests.architecture.routes import api_routes
from tests.architecture.world import CRITERIA, colleague
from tests.factories import BankFactory, OrganizationFactory, QuestionFactory

pytestmark = pytest.mark.django_db

# What finding out who asks consists of.
SIGNING_IN = ('FROM "user_sessions"', 'UPDATE "user_sessions"')
LISTS = ("interviews/", "questions/", "companies/", "users/me/activity/", "users/me/consents/", "organizations/",
         "companies/<uuid:uuid>/questions/")  # fmt: skip
# Those of an organization, and what they cost.
PLACES = {"organizations/<uuid:uuid>/members/": 1, "organizations/<uuid:uuid>/teams/": 1,
          "organizations/<uuid:uuid>/invitations/": 1, "teams/<uuid:uuid>/members/": 2,
          "collections/": 1, "assignments/": 1,
          "assignments/<uuid:uuid>/progress/": 2, "organizations/<uuid:uuid>/progress/": 1,
          "organizations/<uuid:uuid>/progress/teams/": 1}  # fmt: skip
# Sessions are left out of what is counted here, and histories grow by changes: measured beside their own tests.
ELSEWHERE = {"auth/sessions/", "organizations/<uuid:uuid>/history/", "rubrics/<uuid:uuid>/history/"}
# Those that are for coach and up, and what they cost.
COACHES_LISTS = {"reviews/": 1, "rubrics/": 1, "rubrics/<uuid:uuid>/anchors/": 2, "calibration-runs/": 1}


@pytest.fixture
def grow(bob, public):
    """Bring every list of Bob's to a number of rows; return the bank whose questions are listed."""
    with tenant_scope(public.pk):
        bank = BankFactory(organization=public)

    def to(rows):
        with tenant_scope(public.pk):
            BankFactory.create_batch(rows - 1, organization=public)
            for _ in range(rows):
                save_question(question=QuestionFactory.build(organization=public, bank=bank))
        with bob.scope():
            for _ in range(rows):
                start_interview(actor=bob.actor, now=timezone.now(), field="software_engineering", level="mid")
                state(actor=bob.actor, kind="terms", version="1", given=True, now=timezone.now())
        _in_teams(bob, rows)
        for _ in range(rows - 1):
            join(user=bob.user, organization=OrganizationFactory(), role="candidate", now=timezone.now())
        return bank

    return to


def _in_teams(person, rows):
    """As many teams with the person in them, the first with as many coaches besides."""
    owner = colleague(person.organization, Role.OWNER)
    by = {"actor": owner, "now": timezone.now()}
    with owner.scope():
        teams = [found_team(name=f"Team {number}", **by) for number in range(rows)]
        question = save_question(question=QuestionFactory.build(organization=person.organization))
        for number, team in enumerate(teams):
            make_collection(name=f"Round {number}", questions=[question.uuid], teams=[team.uuid], **by)
            assign(title=f"Plan {number}", team=team.uuid, field="hr", level="mid",
                   due_at=timezone.now() + timedelta(days=9), **by)  # fmt: skip
        for team in teams:
            place_in_team(team_uuid=team.uuid, user_uuid=person.user.uuid, is_coach=False, **by)
        for _ in range(rows):
            other = colleague(person.organization, Role.CANDIDATE)
            place_in_team(team_uuid=teams[0].uuid, user_uuid=other.user_uuid, is_coach=False, **by)
            coach = colleague(person.organization)
            place_in_team(team_uuid=teams[0].uuid, user_uuid=coach.user_uuid, is_coach=True, **by)
            invite(email=f"{coach.user_uuid}@example.org", role=Role.CANDIDATE, **by)


@pytest.fixture
def grow_for_coaches(bob, dana, library):
    """Bring every list of the coaches to a number of rows; return the rubric whose anchors are listed."""

    def to(rows):
        with dana.scope():
            for number in range(rows):
                version = _live_rubric(dana, f"Bar {number}")
            for number in range(rows):
                store_anchor(rubric=version.rubric, organization_id=dana.organization.pk, user_id=dana.user.pk,
                             now=timezone.now(), scores=[5.0], question_text="Why?", text=f"So {number}.")  # fmt: skip
            for _ in range(rows):
                calibrate(version=version, contender=Contender(dana.organization.pk, "embedded"), now=timezone.now(),
                          repeats=1)  # fmt: skip
        for _ in range(rows):
            _contested_answer(bob)
        return version.rubric

    return to


def _live_rubric(person, name):
    by = {"by": person.user.pk, "now": timezone.now()}
    draft = create_rubric(organization_id=person.organization.pk, name=name, criteria=CRITERIA, **by)
    return publish(version=draft, **by)


def _contested_answer(person):
    with person.scope():
        by = {"actor": person.actor, "now": timezone.now()}
        interview, slot = start_interview(field="software_engineering", level="mid", **by)
        _, answer, _ = submit_answer(interview_uuid=interview.uuid, question_uuid=slot.question.uuid, text="By a lock.",
                                     time_spent_seconds=9, **by)  # fmt: skip
        evaluate_answer(answer_id=answer.pk, organization_id=answer.organization_id)
        request_review(answer_uuid=answer.uuid, reason="Read it again.", **by)


def statements(client, url) -> int:
    """Return how many statements a request takes beside authentication; the session is looked up, not remembered."""
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(url)
    assert answer.status_code == 200, answer.content
    own = [q["sql"] for q in captured if not any(mark in q["sql"] for mark in SIGNING_IN)]
    assert len(captured) - len(own) == 1
    return len([sql for sql in own if not sql.startswith(("SAVEPOINT", "RELEASE"))])


# Whose memberships lie outside the scope is asked in a scope of its own.
MORE = {"organizations/": 2}


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("path", LISTS)
def test_list_is_one_statement(path, rows, bob, grow):
    bank = grow(rows)
    url = "/api/v1/" + path.replace("<uuid:uuid>", str(bank.uuid))
    bob.client.get(url)
    assert len(bob.client.get(url).json()["results"]) >= rows
    assert statements(bob.client, url) == MORE.get(path, 1)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("path", PLACES)
def test_list_of_an_organization_costs_the_same_with_any_number_of_rows(path, rows, alice, bob, grow):
    grow(rows)
    url = place(path, bob)
    alice.client.get(url)
    assert len(alice.client.get(url).json()["results"]) >= rows
    assert statements(alice.client, url) == PLACES[path]


def place(path, person):
    with person.scope():
        team = Team.objects.get(name="Team 0")
        plan = Assignment.objects.get(title="Plan 0")
    named = {"teams": team.uuid, "assignments": plan.uuid, "organizations": person.organization.uuid}
    uuid = named.get(path.split("/")[0])
    return "/api/v1/" + path.replace("<uuid:uuid>", str(uuid))


@pytest.mark.parametrize(
    "query",
    ["page_size=2", "ordering=-started_at", "status=in_progress&field=software_engineering&level=mid",
     "started_after=2026-01-01T00:00:00Z&interview_type=technical"],
)  # fmt: skip
def test_filtered_list_is_one_statement_too(query, bob, grow):
    grow(3)
    assert statements(bob.client, f"/api/v1/interviews/?{query}") == 1


def test_list_of_a_coach_is_one_statement_too(bob, dana, grow):
    grow(3)
    assert statements(dana.client, f"/api/v1/interviews/?user={bob.user.uuid}") == 1


def test_next_page_is_one_statement_too(bob, grow):
    grow(3)
    assert statements(bob.client, bob.client.get("/api/v1/interviews/?page_size=1").json()["next"]) == 1


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("path", COACHES_LISTS)
def test_list_for_coaches_costs_the_same_with_any_number_of_rows(path, rows, dana, grow_for_coaches):
    rubric = grow_for_coaches(rows)
    url = "/api/v1/" + path.replace("<uuid:uuid>", str(rubric.uuid))
    assert len(dana.client.get(url).json()["results"]) >= rows
    assert statements(dana.client, url) == COACHES_LISTS[path]


@pytest.mark.parametrize("path", ["reviews/", "rubrics/", "calibration-runs/"])
def test_filtered_list_for_coaches_costs_the_same(path, dana, grow_for_coaches):
    grow_for_coaches(3)
    query = {"reviews/": "status=open&reason=requested&mine=false", "rubrics/": "mine=true&ordering=name",
             "calibration-runs/": "evaluator=embedded&ordering=-ran_at"}[path]  # fmt: skip
    url = f"/api/v1/{path}?{query}&page_size=2"
    assert len(dana.client.get(url).json()["results"]) == 2
    assert statements(dana.client, url) == 1


def test_every_list_is_measured(dana, alice, grow, grow_for_coaches):
    named = [grow(1).uuid, grow_for_coaches(1).uuid, dana.organization.uuid]
    with dana.scope():
        named += [Team.objects.get(name="Team 0").uuid, Assignment.objects.get(title="Plan 0").uuid]
    listed = set()
    for route in api_routes():
        if "get" in route.methods and route.path not in ("schema/", "docs/"):
            for answer in (alice.client.get(route.url(uuid)) for uuid in named):
                if answer.status_code == 200 and "previous" in answer.json():
                    listed.add(route.path)
    assert listed == {*LISTS, *PLACES, *COACHES_LISTS, *ELSEWHERE}
