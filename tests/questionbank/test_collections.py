"""Collections: made of what may be asked, shared with whom it should be, and asked in their order."""

import pytest
from django.utils import timezone

from accounts.services.teams import found_team, place_in_team
from interview_coach.core.tenancy import tenant_scope
from questionbank.models import CollectedQuestion, QuestionCollection
from questionbank.services.banks import save_question
from questionbank.services.wording import revise_question
from tests.core.problems import problem_of
from tests.factories import QuestionFactory

pytestmark = pytest.mark.django_db

PATH = "/api/v1/collections/"


@pytest.fixture
def red(alice, bob, dana):
    with alice.scope():
        team = found_team(actor=alice.actor, name="Red", now=timezone.now())
        for person, is_coach in ((bob, False), (dana, True)):
            place_in_team(actor=alice.actor, team_uuid=team.uuid, user_uuid=person.user.uuid, is_coach=is_coach,
                          now=timezone.now())  # fmt: skip
    return team


@pytest.fixture
def own_question(acme):
    with tenant_scope(acme.pk):
        return save_question(question=QuestionFactory.build(organization=acme, text="What is new at acme?"))


def make(person, questions, **more):
    body = {"name": "First round", "questions": [str(q.uuid) for q in questions], **more}
    return person.client.post(PATH, body, format="json")


def names(person):
    return [row["name"] for row in person.client.get(PATH).json()["results"]]


def test_collection_keeps_the_order_of_own_and_house_questions(alice, library, own_question):
    wanted = [library[3], own_question, library[0]]
    made = make(alice, wanted, shared_with_all=True)
    assert made.status_code == 201
    assert [entry["uuid"] for entry in made.json()["entries"]] == [str(q.uuid) for q in wanted]
    assert (made.json()["questions"], made.json()["is_own"]) == (3, True)


def test_candidate_finds_what_is_shared_with_all_or_with_their_team(alice, bob, dana, emil, charlie, library, red):
    make(alice, library, name="All", shared_with_all=True)
    make(alice, library, name="Team", teams=[str(red.uuid)])
    make(alice, library, name="Nobody")
    assert [names(p) for p in (bob, emil, charlie)] == [["Team", "All"], ["All"], []]
    assert names(dana) == names(alice) == ["Nobody", "Team", "All"]


def test_coach_shares_with_the_own_team_and_changes_the_own_collection(alice, bob, dana, library, red):
    mine = make(dana, library[:2], teams=[str(red.uuid)]).json()
    assert mine["teams"] == [str(red.uuid)]
    assert make(dana, library, name="X", shared_with_all=True).status_code == 403
    theirs = make(alice, library, name="Alice's").json()
    assert dana.client.patch(PATH + theirs["uuid"] + "/", {"name": "Mine"}, format="json").status_code == 403
    changed = dana.client.patch(
        PATH + mine["uuid"] + "/", {"questions": [str(library[5].uuid)], "teams": []}, format="json"
    )
    assert ([e["uuid"] for e in changed.json()["entries"]], changed.json()["teams"]) == ([str(library[5].uuid)], [])
    assert make(bob, library, name="Y").status_code == 403


def test_stranger_s_questions_and_teams_are_not_taken(charlie, own_question, red, library):
    assert problem_of(make(charlie, [own_question]))["errors"][0]["field"] == "questions.0"
    assert problem_of(make(charlie, library, teams=[str(red.uuid)]))["errors"][0]["field"] == "teams.0"
    with charlie.scope():
        assert QuestionCollection.objects.count() == 0


def test_name_is_taken_once(alice, library):
    make(alice, library)
    assert problem_of(make(alice, library, name="first ROUND"))["code"] == "collection_name_taken"


def test_interview_asks_the_collection_in_its_order_and_no_more(alice, bob, library):
    wanted = [library[4], library[1]]
    uuid = make(alice, wanted, shared_with_all=True).json()["uuid"]
    body = {"field": "hr", "level": "senior", "collection": uuid, "questions_total": 9}
    started = bob.client.post("/api/v1/interviews/", body, format="json").json()
    assert (started["questions_total"], started["collection"], started["widened"]) == (2, uuid, [])
    at = f"/api/v1/interviews/{started['uuid']}/"
    bob.client.post(at + "skip/")
    second = bob.client.get(at + "next-question/").json()
    assert [started["current_question"]["uuid"], second["uuid"]] == [str(q.uuid) for q in wanted]
    bob.client.post(at + "skip/")
    assert problem_of(bob.client.get(at + "next-question/"))["code"] == "no_question_left"


def test_collection_that_is_not_shared_or_switched_off_is_none(alice, bob, library):
    uuid = make(alice, library).json()["uuid"]
    body = {"field": "hr", "level": "mid", "collection": uuid}
    assert problem_of(bob.client.post("/api/v1/interviews/", body, format="json"))["errors"][0]["field"] == "collection"
    alice.client.patch(PATH + uuid + "/", {"shared_with_all": True, "is_active": False}, format="json")
    assert problem_of(bob.client.post("/api/v1/interviews/", body, format="json"))["errors"][0]["field"] == "collection"


def test_reworded_question_is_asked_in_its_new_words(alice, own_question, library):
    uuid = make(alice, [own_question, library[0]]).json()["uuid"]
    with alice.scope():
        own_question.usage_count = 1
        own_question.save(update_fields=["usage_count"])
        own_question.text = "What is newer at acme?"
        later = revise_question(question=own_question, now=timezone.now(), by=alice.user.pk)
        assert later.pk != own_question.pk
        assert CollectedQuestion.objects.filter(question=own_question).count() == 0
    entries = alice.client.get(PATH + uuid + "/").json()["entries"]
    assert [entry["text"] for entry in entries] == ["What is newer at acme?", library[0].text]
