"""Starting: what may be asked for, what it becomes, and what is left behind when nothing fits."""

import pytest

from accounts.models import ActivityLog, Organization
from interviews.models import Interview, InterviewEvent, InterviewQuestion
from interviews.services.questions import start_interview
from questionbank.models import QuestionStatistics
from tests.factories import BankFactory

pytestmark = pytest.mark.django_db

URL = "/api/v1/interviews/"
MINIMAL = {"field": "software_engineering", "level": "mid"}
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"


def test_start_answers_the_interview_with_its_first_question(bob, library):
    response = bob.client.post(URL, MINIMAL)
    with bob.scope():
        interview, slot = Interview.objects.get(), InterviewQuestion.objects.select_related("question").get()
    shown = response.json()
    assert response.status_code == 201
    assert shown["uuid"] == str(interview.uuid)
    assert shown["user"] == str(bob.user.uuid)
    assert shown["current_question"]["uuid"] == str(slot.question.uuid)
    assert (shown["current_question"]["position"], shown["current_question"]["kind"]) == (1, "main")
    assert (shown["status"], shown["widened"], shown["last_seq"]) == ("in_progress", [], 2)


def test_start_without_options_takes_the_defaults(bob, library):
    shown = bob.client.post(URL, MINIMAL).json()
    names = (
        "interview_type",
        "company",
        "position",
        "mode",
        "difficulty_preference",
        "questions_total",
        "bank",
        "tags",
    )
    assert [shown[name] for name in names] == ["technical", "", "", "text", "adaptive", 5, None, []]
    assert [shown[name] for name in ("overall_score", "average_answer_time", "completed_at", "notes")] == [
        None, None, None, "",
    ]  # fmt: skip


def test_start_keeps_every_option(bob, ask):
    question = ask(company="Initech", position_type="Backend engineer", tags=["caching"], difficulty="hard")
    options = {
        "interview_type": "technical", "company": "Initech", "position": "backend", "mode": "audio",
        "difficulty_preference": "hard", "questions_total": 1, "tags": ["caching"],
    }  # fmt: skip
    shown = bob.client.post(URL, {**MINIMAL, **options}).json()
    assert {name: shown[name] for name in options} == options
    assert (shown["widened"], shown["current_question"]["uuid"]) == ([], str(question.uuid))


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("Software Engineering", "software_engineering"),
        ("SOFTWARE_ENGINEERING", "software_engineering"),
        ("  software   engineering ", "software_engineering"),
    ],
)
def test_field_is_taken_in_any_case_and_with_spaces(bob, library, written, stored):
    assert bob.client.post(URL, {"field": written, "level": "Mid"}).json()["field"] == stored


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("software_engineering", "technical"),
        ("data_science", "technical"),
        ("behavioral", "behavioral"),
        ("hr", "hr"),
    ],
)
def test_type_follows_the_field_where_none_is_named(bob, ask, field, expected):
    ask(field=field)
    response = bob.client.post(URL, {"field": field, "level": "mid", "questions_total": 1})
    assert response.json()["interview_type"] == expected


@pytest.mark.parametrize(
    ("change", "errors"),
    [
        ({"field": None}, [("field", "null")]),
        ({"field": ""}, [("field", "blank")]),
        ({"field": 7}, [("field", "invalid")]),
        ({"field": "astrology"}, [("field", "invalid_choice")]),
        ({"field": "a\x00b"}, [("field", "invalid_choice")]),
        ({"field": "x" * 101}, [("field", "invalid_choice")]),
        ({"level": "principal"}, [("level", "invalid_choice")]),
        ({"level": ["mid"]}, [("level", "invalid_choice")]),
        ({"interview_type": "chat"}, [("interview_type", "invalid_choice")]),
        ({"mode": "smoke"}, [("mode", "invalid_choice")]),
        ({"difficulty_preference": "brutal"}, [("difficulty_preference", "invalid_choice")]),
        ({"questions_total": 0}, [("questions_total", "min_value")]),
        ({"questions_total": 21}, [("questions_total", "max_value")]),
        ({"questions_total": "5"}, [("questions_total", "invalid")]),
        ({"questions_total": True}, [("questions_total", "invalid")]),
        ({"questions_total": 2.5}, [("questions_total", "invalid")]),
        ({"company": "x" * 101}, [("company", "max_length")]),
        ({"position": 5}, [("position", "invalid")]),
        ({"bank": "acme"}, [("bank", "invalid")]),
        ({"tags": "sql"}, [("tags", "invalid")]),
        ({"tags": ["sql", 3]}, [("tags.1", "invalid")]),
        ({"tags": ["x" * 51]}, [("tags.0", "max_length")]),
        ({"tags": [str(n) for n in range(11)]}, [("tags", "max_length")]),
        ({"user": "me"}, [("user", "unknown_field")]),
        ({"level": "guru", "mode": 1}, [("level", "invalid_choice"), ("mode", "invalid_choice")]),
    ],
)  # fmt: skip
def test_start_names_every_wrong_field(bob, library, error_codes, change, errors):
    assert error_codes(bob.client.post(URL, {**MINIMAL, **change})) == errors
    with bob.scope():
        assert Interview.objects.count() == 0


def test_start_needs_field_and_level(bob, library, error_codes):
    assert error_codes(bob.client.post(URL, {})) == [("field", "required"), ("level", "required")]


def test_start_refuses_an_unknown_bank(bob, library, error_codes, unknown):
    assert error_codes(bob.client.post(URL, {**MINIMAL, "bank": str(unknown)})) == [("bank", "invalid_choice")]


def test_start_refuses_a_bank_of_another_tenant(bob, charlie, bravo, library, error_codes):
    with charlie.scope():
        bank = BankFactory(organization=bravo)
    assert error_codes(bob.client.post(URL, {**MINIMAL, "bank": str(bank.uuid)})) == [("bank", "invalid_choice")]


def test_organization_may_ask_for_its_own_field_and_others_may_not(bob, charlie, acme, ask, error_codes):
    Organization.objects.filter(pk=acme.pk).update(extra_fields={"juggling": "Juggling"})
    ask(organization=acme, field="juggling")
    body = {"field": "Juggling", "level": "mid", "questions_total": 1}
    assert bob.client.post(URL, body).json()["field"] == "juggling"
    assert error_codes(charlie.client.post(URL, body)) == [("field", "invalid_choice")]


def test_start_keeps_device_browser_and_address(bob, library):
    bob.client.post(URL, MINIMAL, HTTP_USER_AGENT=FIREFOX, REMOTE_ADDR="192.0.2.7")
    with bob.scope():
        interview = Interview.objects.get()
    assert (interview.device_type, interview.browser, interview.ip_address) == ("desktop", "Firefox 128", "192.0.2.7")


def test_start_tells_what_happened_and_leaves_its_line_in_the_trail(bob, library):
    shown = bob.client.post(URL, MINIMAL).json()
    with bob.scope():
        events = list(InterviewEvent.objects.order_by("seq").values_list("seq", "type", "data"))
        line = ActivityLog.objects.get(action_type="interview_start")
    question = shown["current_question"]["uuid"]
    assert events == [
        (1, "interview.started", {"field": "software_engineering", "level": "mid", "widened": []}),
        (2, "question.ready", {"question": question, "position": 1, "kind": "main"}),
    ]
    assert (line.user_id, line.entity_type, line.entity_id) == (bob.user.pk, "interview", shown["uuid"])
    assert line.metadata == {"field": "software_engineering", "level": "mid"}


def test_start_says_in_order_which_filters_gave_way(bob, ask):
    ask(level="junior")
    body = {**MINIMAL, "tags": ["caching"], "company": "Initech", "difficulty_preference": "hard", "questions_total": 1}
    response = bob.client.post(URL, body)
    assert response.json()["widened"] == ["tags", "difficulty", "company", "level"]


def test_start_without_any_question_is_a_conflict_and_leaves_nothing_behind(bob, public, problem):
    assert problem(bob.client.post(URL, MINIMAL)) == (409, "no_questions_available")
    with bob.scope():
        left = [m.objects.count() for m in (Interview, InterviewQuestion, InterviewEvent, QuestionStatistics)]
        assert left == [0, 0, 0, 0]
        assert list(ActivityLog.objects.filter(action_type="interview_start")) == []


def test_refused_start_may_be_tried_again_under_the_same_key(bob, public, ask):
    headers = {"HTTP_IDEMPOTENCY_KEY": "start-1"}
    assert bob.client.post(URL, MINIMAL, **headers).status_code == 409
    ask()
    assert bob.client.post(URL, MINIMAL, **headers).status_code == 201


def test_start_under_one_key_makes_one_interview(bob, library):
    first, second = [bob.client.post(URL, MINIMAL, HTTP_IDEMPOTENCY_KEY="start-1") for _ in range(2)]
    assert second.json() == first.json()
    assert second["Idempotent-Replayed"] == "true"
    with bob.scope():
        assert Interview.objects.count() == 1


def test_first_question_does_not_give_its_answer_away(bob, library):
    shown = bob.client.post(URL, MINIMAL).json()["current_question"]
    assert shown.keys() & {"sample_answer", "keywords", "evaluation_criteria", "hint", "follow_up_questions"} == set()
    assert shown["hint_available"] is True


def test_first_question_speaks_the_language_asked_for(bob, ask):
    ask(translations={"de": {"text": "Wie bleibt ein Cache aktuell?", "hint": "Denke ans Schreiben."}})
    body = {**MINIMAL, "questions_total": 1}
    shown = bob.client.post(URL, body, HTTP_ACCEPT_LANGUAGE="de").json()["current_question"]
    assert (shown["text"], shown["language"]) == ("Wie bleibt ein Cache aktuell?", "de")


def test_start_by_service_counts_the_question_as_asked(bob, library, begin):
    interview = begin(bob)
    with bob.scope():
        statistics = QuestionStatistics.objects.get()
        interview.first_slot.question.refresh_from_db()
    assert (statistics.question_id, statistics.asked) == (interview.first_slot.question_id, 1)
    assert interview.first_slot.question.usage_count == 1


def test_start_by_service_belongs_to_person_and_organization(bob, library, now):
    with bob.scope():
        interview, slot = start_interview(actor=bob.actor, now=now, **MINIMAL)
    assert (interview.user_id, interview.organization_id) == (bob.user.pk, bob.organization.pk)
    assert (slot.user_id, slot.organization_id, slot.handed_out_at) == (bob.user.pk, bob.organization.pk, now)
    assert interview.started_at == interview.last_activity_at == now


def test_start_needs_a_sign_in(api_client, library, problem):
    assert problem(api_client.post(URL, MINIMAL)) == (401, "not_authenticated")
