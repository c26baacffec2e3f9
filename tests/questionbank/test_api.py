"""What a client sees of questions and banks."""

import pytest

from interview_coach.core.tenancy import tenant_scope
from questionbank.models import Question
from questionbank.services.banks import save_question
from tests.core.problems import problem_of
from tests.factories import BankFactory, QuestionFactory

pytestmark = pytest.mark.django_db

URL = "/api/v1/questions/"
GUIDANCE = {"hint", "sample_answer", "keywords", "evaluation_criteria", "follow_up_questions", "quality_score"}


def make(organization, **columns):
    with tenant_scope(organization.pk):
        return save_question(question=QuestionFactory.build(organization=organization, **columns))


@pytest.fixture
def shelf(public):
    """Three unlike questions of the house and a bank."""
    with tenant_scope(public.pk):
        bank = BankFactory(organization=public, company_name="Umbra")
    return {
        "code": make(public, text="What is a closure?", field="software_engineering", level="junior", difficulty="easy",
                     category="technical", subcategory="javascript", tags=["js", "scope"], company="Umbra", bank=bank,
                     translations={"de": {"text": "Was ist eine Closure?", "hint": "Denken Sie an Variablen."}}),
        "data": make(public, text="What is 100% recall?", field="data_science", level="senior", difficulty="hard",
                     category="technical", subcategory="machine_learning", tags=["js", "ml"]),
        "talk": make(public, text="Tell me of a_conflict.", field="behavioral", level="mid", difficulty="medium",
                     category="behavioral", subcategory="conflict", tags=[]),
        "bank": bank,
    }  # fmt: skip


def found(person, shelf, query="", url=URL):
    """Return which questions of the shelf a query finds, by name."""
    names = {str(row.uuid): name for name, row in shelf.items()}
    answer = person.client.get(f"{url}?{query}")
    assert answer.status_code == 200, answer.content
    return {names[row["uuid"]] for row in answer.json()["results"]}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", {"code", "data", "talk"}), ("field=software_engineering", {"code"}),
        ("field=Software Engineering", {"code"}),
        ("field=DATA_SCIENCE", {"data"}), ("field=hr", set()), ("level=mid", {"talk"}), ("difficulty=Hard", {"data"}),
        ("category=TECHNICAL", {"code", "data"}), ("subcategory=conflict", {"talk"}), ("company=umbra", {"code"}),
        ("tags=js", {"code", "data"}), ("tags=js,ml", {"data"}), ("tags=js, scope", {"code"}), ("tags=j", set()),
        ("tags=,", {"code", "data", "talk"}), ("language=de", {"code"}), ("language=en", {"code", "data", "talk"}),
        ("language=fr", set()), ("q=CLOSURE", {"code"}), ("q=what is", {"code", "data"}), ("q=100%25", {"data"}),
        ("q=a_c", {"talk"}), ("q=%25", {"data"}), ("q=", {"code", "data", "talk"}),
        ("category=technical&level=senior", {"data"}),
    ],
)  # fmt: skip
def test_list_is_filtered_and_searched(query, names, bob, shelf):
    assert found(bob, shelf, query) == names


def test_list_is_filtered_by_bank(bob, shelf):
    bank = shelf["bank"].uuid
    assert found(bob, shelf, f"bank={bank}") == {"code"}
    assert found(bob, shelf, url=f"/api/v1/companies/{bank}/questions/") == {"code"}
    assert found(bob, shelf, "q=recall", url=f"/api/v1/companies/{bank}/questions/") == set()


def test_unknown_filter_is_refused(bob, shelf):
    errors = problem_of(bob.client.get(URL + "?levl=mid"))["errors"]
    assert [(error["field"], error["code"]) for error in errors] == [("levl", "unknown_field")]


def test_retired_question_is_gone(bob, shelf, public):
    with tenant_scope(public.pk):
        Question.objects.filter(pk=shelf["data"].pk).update(is_active=False)
    assert found(bob, shelf) == {"code", "talk"}
    assert problem_of(bob.client.get(f"{URL}{shelf['data'].uuid}/"))["status"] == 404


@pytest.mark.parametrize(
    ("preference", "header", "text", "language"),
    [
        ("en", None, "What is a closure?", "en"), ("de", None, "Was ist eine Closure?", "de"),
        ("en", "de", "Was ist eine Closure?", "de"), ("en", "de-AT,de;q=0.9", "Was ist eine Closure?", "de"),
        ("de", "en", "What is a closure?", "en"), ("de", "es", "What is a closure?", "en"),
        ("en", "fr, de;q=0.5", "Was ist eine Closure?", "de"), ("en", "nonsense;;", "What is a closure?", "en"),
    ],
)  # fmt: skip
def test_translation_is_picked(preference, header, text, language, shelf, acme, sign_in):
    person = sign_in(acme, language_preference=preference)
    headers = {"Accept-Language": header} if header else {}
    for url in (f"{URL}?q=closure", f"{URL}{shelf['code'].uuid}/"):
        answer = person.client.get(url, headers=headers).json()
        row = answer["results"][0] if "results" in answer else answer
        assert (row["text"], row["language"], "translations" in row) == (text, language, False)


def test_untranslated_question_stays_as_written(shelf, bob):
    row = bob.client.get(f"{URL}{shelf['data'].uuid}/", headers={"Accept-Language": "de"}).json()
    assert (row["text"], row["language"]) == ("What is 100% recall?", "en")


def test_guidance_is_for_coach_and_up_in_detail(shelf, bob, dana, alice):
    url = f"{URL}{shelf['code'].uuid}/"
    shown = {person.user.first_name: set(person.client.get(url).json()) & GUIDANCE for person in (bob, dana, alice)}
    assert shown == {"Bob": set(), "Dana": GUIDANCE, "Alice": GUIDANCE}
    for person in (bob, dana):
        rows = person.client.get(URL).json()["results"]
        assert [set(row) & GUIDANCE for row in rows] == [set()] * 3


def test_hint_of_a_translation_does_not_slip_out(shelf, bob):
    answers = [bob.client.get(url, headers={"Accept-Language": "de"}).content.decode()
               for url in (URL, f"{URL}{shelf['code'].uuid}/")]  # fmt: skip
    assert ["Denken Sie" in answer for answer in answers] == [False, False]


def test_coach_reads_the_translated_hint(shelf, dana):
    row = dana.client.get(f"{URL}{shelf['code'].uuid}/", headers={"Accept-Language": "de"}).json()
    assert (row["text"], row["hint"]) == ("Was ist eine Closure?", "Denken Sie an Variablen.")


def test_tenant_s_own_question_is_its_own(shelf, bob, charlie, acme):
    own = make(acme, text="How do we deploy here?")
    assert [person.client.get(f"{URL}{own.uuid}/").status_code for person in (bob, charlie)] == [200, 404]
    assert [len(person.client.get(URL).json()["results"]) for person in (bob, charlie)] == [4, 3]


def test_companies_are_listed_and_shown(shelf, bob, acme, charlie):
    with tenant_scope(acme.pk):
        own = BankFactory(organization=acme, company_name="Acme only")
        BankFactory(organization=acme, company_name="Closed", is_active=False)
    names = [[row["company_name"] for row in p.client.get("/api/v1/companies/?ordering=company_name").json()["results"]]
             for p in (bob, charlie)]  # fmt: skip
    assert names == [["Acme only", "Umbra"], ["Umbra"]]
    assert bob.client.get(f"/api/v1/companies/{shelf['bank'].uuid}/").json()["total_questions"] == 1
    for url in (f"/api/v1/companies/{own.uuid}/", f"/api/v1/companies/{own.uuid}/questions/"):
        assert problem_of(charlie.client.get(url))["status"] == 404


def test_signing_in_is_needed(client, shelf):
    assert problem_of(client.get(URL))["status"] == 401
