"""Steering through the questions: the current one, skipping, hints, drafts and notes."""

import pytest

from accounts.models import ActivityLog
from interviews.models import Interview, InterviewQuestion
from interviews.services import questions as service

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(sitting):
    return f"/api/v1/interviews/{sitting.uuid}/"


@pytest.fixture
def first(sitting):
    """The uuid of the first question, as the API writes it."""
    return str(sitting.first_slot.question.uuid)


def test_next_question_is_the_same_until_it_is_answered_or_skipped(bob, sitting, url, first):
    shown = [bob.client.get(url + "next-question/").json() for _ in range(3)]
    assert [question["uuid"] for question in shown] == [first] * 3
    with bob.scope():
        assert InterviewQuestion.objects.count() == 1


def test_next_question_is_handed_out_once_the_last_was_answered(bob, sitting, answered, url, first, happened):
    second = bob.client.get(url + "next-question/").json()
    again = bob.client.get(url + "next-question/").json()
    assert (second["position"], again["uuid"]) == (2, second["uuid"])
    assert second["uuid"] != first
    assert happened(bob, sitting, after=2) == ["answer.received", "question.ready"]


def test_next_question_of_a_coach_is_not_found(dana, url, problem):
    assert problem(dana.client.get(url + "next-question/")) == (404, "not_found")


def test_next_question_needs_a_running_interview(bob, url, problem):
    bob.client.post(url + "pause/")
    assert problem(bob.client.get(url + "next-question/")) == (409, "interview_not_in_progress")


def test_no_question_is_left_after_the_last(bob, url, problem):
    for _ in range(5):
        bob.client.get(url + "next-question/")
        assert bob.client.post(url + "skip/").status_code == 200
    assert problem(bob.client.get(url + "next-question/")) == (409, "no_question_left")
    assert problem(bob.client.post(url + "skip/")) == (409, "no_question_left")
    assert problem(bob.client.post(url + "hint/")) == (409, "no_question_left")


def test_skip_leaves_the_question_unanswered_and_its_line_in_the_trail(bob, sitting, now):
    with bob.scope():
        service.skip(actor=bob.actor, interview_uuid=sitting.uuid, now=now)
        slot, interview = InterviewQuestion.objects.get(), Interview.objects.get()
        line = ActivityLog.objects.get(action_type="question_skip")
    assert (slot.skipped_at, interview.questions_answered) == (now, 0)
    assert (line.entity_type, line.entity_id) == ("interview_question", str(slot.uuid))


def test_skip_without_an_open_question_is_refused(bob, url, problem):
    bob.client.post(url + "skip/")
    assert problem(bob.client.post(url + "skip/")) == (409, "no_question_left")


def test_skip_needs_a_running_interview(bob, url, problem):
    bob.client.post(url + "pause/")
    assert problem(bob.client.post(url + "skip/")) == (409, "interview_not_in_progress")


def test_hint_counts_once_for_each_question(bob, sitting, url):
    hint = {"hint": "Think of what happens on a write.", "hints_used": 1}
    assert [bob.client.post(url + "hint/").json() for _ in range(3)] == [hint] * 3
    bob.client.post(url + "skip/")
    bob.client.get(url + "next-question/")
    assert bob.client.post(url + "hint/").json()["hints_used"] == 2


def test_hint_is_told_with_the_answer(bob, url, first):
    bob.client.post(url + "hint/")
    given = bob.client.post(url + "answers/", {"question": first, "text": "So.", "time_spent_seconds": 1}).json()
    assert bob.client.get(f"/api/v1/answers/{given['uuid']}/").json()["hint_used"] is True


def test_hint_speaks_the_language_asked_for(bob, ask, begin):
    ask(translations={"de": {"text": "Wie?", "hint": "Denke ans Schreiben."}})
    interview = begin(bob, questions_total=1)
    shown = bob.client.post(f"/api/v1/interviews/{interview.uuid}/hint/", HTTP_ACCEPT_LANGUAGE="de")
    assert shown.json() == {"hint": "Denke ans Schreiben.", "hints_used": 1}


def test_questions_follow_a_change_of_the_preferred_language_at_once(bob, ask, begin, transacted):
    ask(translations={"de": {"text": "Wie?", "hint": "Denke ans Schreiben."}})
    url = f"/api/v1/interviews/{begin(bob, questions_total=1).uuid}/next-question/"
    assert bob.client.get(url).json()["language"] == "en"
    with transacted():
        bob.client.patch("/api/v1/users/me/", {"language_preference": "de"})
    assert (bob.client.get(url).json()["language"], bob.client.get(url).json()["text"]) == ("de", "Wie?")


def test_question_without_hint_says_so_and_counts_none(bob, ask, begin, problem):
    ask(hint="")
    interview = begin(bob, questions_total=1)
    assert problem(bob.client.post(f"/api/v1/interviews/{interview.uuid}/hint/")) == (404, "no_hint")
    with bob.scope():
        assert Interview.objects.get().total_hints_used == 0


def test_draft_is_kept_for_the_current_question(bob, url, first):
    draft = {"question": first, "text": "  I would…\r\n"}
    assert bob.client.get(url + "draft/").json() == {"question": first, "text": ""}
    assert bob.client.put(url + "draft/", draft).json() == draft
    assert bob.client.get(url + "draft/").json() == draft
    assert bob.client.get(url + "next-question/").json()["draft"] == draft["text"]


def test_draft_is_one_for_each_question(bob, url, first):
    bob.client.put(url + "draft/", {"question": first, "text": "one"})
    bob.client.post(url + "skip/")
    second = bob.client.get(url + "next-question/").json()["uuid"]
    bob.client.put(url + "draft/", {"question": second, "text": "two"})
    bob.client.put(url + "draft/", {"question": second, "text": "two, better"})
    shown = [bob.client.get(url + "draft/", query).json()["text"] for query in ({"question": first}, {})]
    assert shown == ["one", "two, better"]


def test_draft_of_nothing_is_empty(bob, url, unknown):
    bob.client.post(url + "skip/")
    assert bob.client.get(url + "draft/").json() == {"question": None, "text": ""}
    assert bob.client.get(url + "draft/", {"question": unknown}).json() == {"question": str(unknown), "text": ""}


def test_draft_may_be_emptied(bob, url, first):
    bob.client.put(url + "draft/", {"question": first, "text": "one"})
    bob.client.put(url + "draft/", {"question": first, "text": ""})
    assert bob.client.get(url + "draft/").json()["text"] == ""


def test_draft_for_a_question_not_asked_is_refused(bob, url, unknown, problem):
    response = bob.client.put(url + "draft/", {"question": unknown, "text": "one"})
    assert problem(response) == (409, "question_not_asked")


def test_draft_may_be_kept_while_paused_and_not_once_ended(bob, url, first, problem):
    draft = {"question": first, "text": "one"}
    bob.client.post(url + "pause/")
    assert bob.client.put(url + "draft/", draft).status_code == 200
    bob.client.post(url + "abandon/")
    assert problem(bob.client.put(url + "draft/", draft)) == (409, "interview_not_in_progress")


@pytest.mark.parametrize(
    ("body", "errors"),
    [
        ({}, [("question", "required"), ("text", "required")]),
        ({"question": "first", "text": "a"}, [("question", "invalid")]),
        ({"question": None, "text": None}, [("question", "null"), ("text", "null")]),
        ({"text": "x" * 50_001}, [("text", "max_length")]),
        ({"text": "a\x00b"}, [("text", "invalid")]),
        ({"text": "a", "seq": 1}, [("seq", "unknown_field")]),
    ],
)
def test_draft_names_every_wrong_field(bob, url, first, error_codes, body, errors):
    sent = {"question": first, **body} if "text" in body and "question" not in body else body
    assert error_codes(bob.client.put(url + "draft/", sent)) == errors


def test_draft_of_a_malformed_question_is_refused(bob, url, error_codes):
    assert error_codes(bob.client.get(url + "draft/", {"question": "first"})) == [("question", "invalid")]


def test_draft_is_read_by_nobody_else(dana, stranger, url):
    assert dana.client.get(url + "draft/").status_code == 404
    assert stranger.client.get(url + "draft/").status_code == 404


def test_notes_are_kept_after_the_end_too(bob, url):
    bob.client.post(url + "complete/")
    assert bob.client.patch(url, {"notes": "Say more about locks."}).json()["notes"] == "Say more about locks."
    assert bob.client.get(url).json()["notes"] == "Say more about locks."


def test_notes_alone_may_be_changed(bob, url, error_codes):
    assert error_codes(bob.client.patch(url, {"notes": "a", "status": "completed"})) == [("status", "unknown_field")]
    assert error_codes(bob.client.patch(url, {"notes": "x" * 10_001})) == [("notes", "max_length")]
