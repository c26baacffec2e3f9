"""Rubrics over the API: read by coach and up, written by owner and admin, never by anyone else."""

import uuid

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Role
from interview_coach.core.tenancy import tenant_scope
from questionbank.models import Rubric
from questionbank.services import rubrics
from questionbank.services.banks import save_question
from tests.core.problems import problem_of, row_counts
from tests.factories import QuestionFactory

pytestmark = pytest.mark.django_db

URL = "/api/v1/rubrics/"
LEVELS = [{"score": 2, "label": "Named", "anchor": "One cost is named."},
          {"score": 8, "label": "Weighed", "anchor": "Two costs are compared."}]  # fmt: skip
DEPTH = [{"key": "depth", "label": "Depth", "weight": 100, "description": "Reasons.", "levels": LEVELS}]
TWO = [{"label": "Depth", "weight": 60}, {"label": "Tone", "weight": 40}]


def make(person, name="Bar", criteria=DEPTH, publish=True):
    """A rubric of the person's organization with one version; return its row."""
    with person.scope():
        by = {"by": person.user.pk, "now": person.user.created_at}
        draft = rubrics.create_rubric(organization_id=person.organization.pk, name=name, criteria=criteria, **by)
        if publish:
            rubrics.publish(version=draft, **by)
        return Rubric.objects.get(pk=draft.rubric_id)


@pytest.fixture
def bar(alice):
    return make(alice)


@pytest.fixture
def technical(public):
    with tenant_scope(public.pk):
        return Rubric.objects.get(default_for="technical")


@pytest.fixture
def admin(acme, sign_in):
    return sign_in(acme, Role.ADMIN, email="ada@acme.example")


def names(person, query=""):
    answer = person.client.get(f"{URL}?{query}")
    assert answer.status_code == 200, answer.content
    return {row["name"] for row in answer.json()["results"]}


def errors(response):
    return [(error["field"], error["code"]) for error in problem_of(response)["errors"]]


# --- reading ------------------------------------------------------------------------------------------------------
HOUSE = {"Technical", "Behavioral", "HR"}


@pytest.mark.parametrize(("query", "found"), [
    ("", {"Bar"} | HOUSE), ("mine=true", {"Bar"}), ("mine=false", HOUSE), ("category=hr", {"HR"}),
    ("category=TECHNICAL", {"Technical"}), ("category=astrology", set()), ("mine=true&category=hr", set()),
])  # fmt: skip
def test_list_is_filtered(query, found, dana, bar):
    assert names(dana, query) == found


def test_rubrics_of_questions_are_listed_by_their_question(dana, acme, public, bar):
    with dana.scope():
        question = save_question(question=QuestionFactory.build(organization=acme))
    assert names(dana) == {"Bar"} | HOUSE
    rows = dana.client.get(f"{URL}?question={question.uuid}").json()["results"]
    assert [(row["question"], row["live_version"], row["is_own"]) for row in rows] == [(str(question.uuid), 1, True)]


@pytest.mark.parametrize(("query", "told"), [
    ("mine=yes", ("mine", "invalid_choice")), ("ours=true", ("ours", "unknown_field")),
    ("question=7", ("question", "invalid")), ("ordering=live", ("ordering", "invalid_choice")),
])  # fmt: skip
def test_what_cannot_be_asked_for_is_refused(query, told, dana):
    assert errors(dana.client.get(f"{URL}?{query}")) == [told]


def test_list_shows_what_a_rubric_is(dana, bar, technical):
    rows = {row["name"]: row for row in dana.client.get(f"{URL}?ordering=name").json()["results"]}
    shown = {name: [rows[name][key] for key in ("uuid", "default_for", "live_version", "is_own", "question")]
             for name in ("Bar", "Technical")}  # fmt: skip
    assert shown == {"Bar": [str(bar.uuid), None, 1, True, None],
                     "Technical": [str(technical.uuid), "technical", 1, False, None]}  # fmt: skip


@pytest.mark.parametrize("rows", [1, 3])
def test_list_is_one_statement(rows, alice, dana):
    for number in range(rows):
        make(alice, name=f"Bar {number}")
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert len(dana.client.get(f"{URL}?mine=true").json()["results"]) == rows
    assert len([q for q in captured if '"user_sessions"' not in q["sql"] or "rubrics" in q["sql"]]) == 1


def test_detail_shows_the_live_criteria_and_every_version(alice, dana, bar):
    with alice.scope():
        by = {"by": alice.user.pk, "now": alice.user.created_at}
        second = rubrics.draft_version(rubric=bar, criteria=TWO, note="Two.", **by)
        rubrics.publish(version=second, **by)
        rubrics.draft_version(rubric=bar, **by)
    shown = dana.client.get(f"{URL}{bar.uuid}/").json()
    assert ([c["weight"] for c in shown["criteria"]], shown["live_version"]) == ([60, 40], 2)
    assert shown["probe_threshold"] == 6.5
    assert [(v["number"], v["status"], v["note"]) for v in shown["versions"]] == [
        (3, "draft", ""), (2, "live", "Two."), (1, "retired", ""),
    ]  # fmt: skip


def test_version_shows_its_criteria_with_levels(dana, bar):
    shown = dana.client.get(f"{URL}{bar.uuid}/versions/1/").json()
    assert (shown["rubric"], shown["number"], shown["status"]) == (str(bar.uuid), 1, "live")
    assert (shown["criteria"], shown["probe_threshold"]) == (DEPTH, 6.5)


def test_house_s_rubric_is_read_by_every_tenant_but_not_its_drafts(dana, charlie, technical, public):
    with tenant_scope(public.pk):
        rubrics.draft_version(rubric=technical, by=dana.user.pk, now=dana.user.created_at, criteria=TWO)
    for person in (dana, charlie):
        shown = person.client.get(f"{URL}{technical.uuid}/").json()
        assert [version["number"] for version in shown["versions"]] == [1]
        assert len(person.client.get(f"{URL}{technical.uuid}/versions/1/").json()["criteria"]) == 5
        assert problem_of(person.client.get(f"{URL}{technical.uuid}/versions/2/"))["status"] == 404


@pytest.mark.parametrize("number", [0, 2, 2**31, 2**63, 10**40])
def test_version_that_is_not_there_is_not_found(number, alice, bar):
    url = f"{URL}{bar.uuid}/versions/{number}/"
    told = [alice.client.get(url), alice.client.patch(url, {}, format="json"), alice.client.post(f"{url}publish/")]
    assert [problem_of(answer)["status"] for answer in told] == [404, 404, 404]


# --- who may ------------------------------------------------------------------------------------------------------
def calls(rubric):
    """Every call that names a rubric, with a body that its owner could send."""
    base = f"{URL}{rubric.uuid}/"
    return [
        ("get", base, None), ("get", f"{base}versions/1/", None),
        ("post", f"{base}clone/", {"name": "Copy"}), ("post", f"{base}make-default/", {"category": "hr"}),
        ("post", f"{base}versions/", {"criteria": TWO}), ("patch", f"{base}versions/1/", {"note": "No."}),
        ("post", f"{base}versions/1/publish/", {}),
    ]  # fmt: skip


def statuses(person, rubric):
    told = [getattr(person.client, method)(url, body, format="json") for method, url, body in calls(rubric)]
    return [answer.status_code for answer in told]


def test_candidates_see_and_change_nothing(bob, bar, technical):
    before = row_counts()
    assert [statuses(bob, rubric) for rubric in (bar, technical)] == [[403] * 7] * 2
    for answer in (bob.client.get(URL), bob.client.post(URL, {"name": "Mine", "criteria": TWO}, format="json")):
        assert problem_of(answer)["code"] == "permission_denied"
    assert row_counts() == before


def test_coaches_read_and_do_not_write(dana, bar):
    before = row_counts()
    assert statuses(dana, bar) == [200, 200] + [403] * 5
    assert dana.client.post(URL, {"name": "Mine", "criteria": TWO}, format="json").status_code == 403
    assert row_counts() == before


def test_another_tenant_s_rubric_is_not_there(charlie, bar):
    before = row_counts()
    assert statuses(charlie, bar) == [404] * 7
    assert row_counts() == before
    assert names(charlie) == HOUSE


def test_house_s_rubric_is_cloned_and_not_changed(alice, technical):
    assert statuses(alice, technical) == [200, 200, 201, 403, 403, 403, 403]


def test_house_s_own_admin_changes_it(public, sign_in, technical):
    ada = sign_in(public, Role.ADMIN, email="ada@example.com")
    draft = ada.client.post(f"{URL}{technical.uuid}/versions/", {"criteria": TWO}, format="json").json()
    assert (draft["number"], draft["status"]) == (2, "draft")
    assert ada.client.post(f"{URL}{technical.uuid}/versions/2/publish/").json()["status"] == "live"


def test_unknown_rubric_is_not_there(alice):
    assert statuses(alice, Rubric(uuid=uuid.uuid4())) == [404] * 7


def test_signing_in_is_needed(client):
    assert problem_of(client.get(URL))["status"] == 401


# --- writing ------------------------------------------------------------------------------------------------------
def test_rubric_is_created_drafted_published_and_made_default(admin):
    created = admin.client.post(URL, {"name": "Bar", "criteria": DEPTH, "probe_threshold": None}, format="json")
    assert created.status_code == 201
    base = f"{URL}{created.json()['uuid']}/"
    assert (created.json()["live_version"], created.json()["criteria"]) == (None, None)
    changed = admin.client.patch(f"{base}versions/1/", {"criteria": TWO, "probe_threshold": 7}, format="json").json()
    assert ([c["key"] for c in changed["criteria"]], changed["probe_threshold"]) == (["depth", "tone"], 7)
    live = admin.client.post(f"{base}versions/1/publish/", {"note": "Agreed."}, format="json").json()
    assert (live["status"], live["note"], live["published_at"] is None) == ("live", "Agreed.", False)
    assert admin.client.post(f"{base}make-default/", {"category": "HR"}, format="json").json()["default_for"] == "hr"
    assert names(admin, "category=hr") == {"Bar", "HR"}
    assert admin.client.post(f"{base}make-default/", {"category": None}, format="json").json()["default_for"] is None


def test_clone_is_a_draft_of_one_s_own(alice, technical):
    clone = alice.client.post(f"{URL}{technical.uuid}/clone/", {"name": "Ours"}, format="json").json()
    assert (clone["is_own"], clone["cloned_from"], clone["cloned_version"]) == (True, str(technical.uuid), 1)
    assert [(v["number"], v["status"]) for v in clone["versions"]] == [(1, "draft")]
    urls = [f"{URL}{name}/versions/1/" for name in (clone["uuid"], technical.uuid)]
    mine, theirs = (alice.client.get(url).json()["criteria"] for url in urls)
    assert mine == theirs


def test_clone_takes_the_version_it_is_told(alice, bar):
    alice.client.post(f"{URL}{bar.uuid}/versions/", {"criteria": TWO}, format="json")
    found = []
    for number, body in enumerate(({}, {"version": 2}, {"version": None})):
        clone = alice.client.post(f"{URL}{bar.uuid}/clone/", {"name": f"Copy {number}", **body}, format="json").json()
        found.append(clone["cloned_version"])
    assert found == [1, 2, 1]
    gone = alice.client.post(f"{URL}{bar.uuid}/clone/", {"name": "Copy", "version": 3}, format="json")
    assert problem_of(gone)["status"] == 404


def test_published_version_is_not_changed(alice, bar):
    url = f"{URL}{bar.uuid}/versions/1/"
    told = [alice.client.patch(url, {"criteria": TWO}, format="json"), alice.client.post(f"{url}publish/")]
    assert [(problem_of(answer)["status"], problem_of(answer)["code"]) for answer in told] == [
        (409, "rubric_published")
    ] * 2
    assert alice.client.get(url).json()["criteria"] == DEPTH


def test_conflicts_are_named(alice, acme, bar):
    draft = make(alice, name="Draft", publish=False)
    with alice.scope():
        own = save_question(question=QuestionFactory.build(organization=acme)).own_rubric
    told = [
        alice.client.post(URL, {"name": "Bar", "criteria": TWO}, format="json"),
        alice.client.post(f"{URL}{bar.uuid}/clone/", {"name": "Bar"}, format="json"),
        alice.client.post(f"{URL}{draft.uuid}/make-default/", {"category": "hr"}, format="json"),
        alice.client.post(f"{URL}{own.uuid}/versions/", {"criteria": TWO}, format="json"),
    ]
    assert [problem_of(answer)["code"] for answer in told] == [
        "rubric_name_taken", "rubric_name_taken", "rubric_not_published", "rubric_follows_question",
    ]  # fmt: skip


@pytest.mark.parametrize(("body", "told"), [
    ({}, {("name", "required"), ("criteria", "required")}),
    ({"name": "", "criteria": TWO}, {("name", "blank")}),
    ({"name": "x" * 101, "criteria": TWO}, {("name", "max_length")}),
    ({"name": 7, "criteria": TWO}, {("name", "invalid")}),
    ({"name": "Bar", "criteria": TWO, "colour": "red"}, {("colour", "unknown_field")}),
    ({"name": "Bar", "criteria": None}, {("criteria", "null")}),
    ({"name": "Bar", "criteria": []}, {("criteria", "blank")}),
    ({"name": "Bar", "criteria": "\x00"}, {("criteria", "invalid")}),
    ({"name": "Bar", "criteria": TWO[:1]}, {("criteria", "invalid")}),
    ({"name": "Bar", "criteria": [{**TWO[0], "weight": 0}, TWO[1]]}, {("criteria.0.weight", "min_value")}),
    ({"name": "Bar", "criteria": [{**DEPTH[0], "levels": [LEVELS[1], LEVELS[0]]}]},
     {("criteria.0.levels.1.score", "min_value")}),
    ({"name": "Bar", "criteria": TWO, "probe_threshold": 11}, {("probe_threshold", "max_value")}),
    ({"name": "Bar", "criteria": TWO, "probe_threshold": "6"}, {("probe_threshold", "invalid")}),
    ({"name": "Bar", "criteria": TWO, "probe_threshold": True}, {("probe_threshold", "invalid")}),
])  # fmt: skip
def test_unsound_rubric_is_refused_at_its_place(body, told, alice):
    before = row_counts()
    assert set(errors(alice.client.post(URL, body, format="json"))) == told
    assert row_counts() == before


@pytest.mark.parametrize(("path", "body", "told"), [
    ("make-default/", {}, ("category", "required")),
    ("make-default/", {"category": "art"}, ("category", "invalid_choice")),
    ("clone/", {"name": "C", "version": 0}, ("version", "min_value")),
    ("clone/", {"name": "C", "version": "1"}, ("version", "invalid")),
    ("versions/", {"criteria": {}}, ("criteria", "invalid")), ("versions/", {"name": "x"}, ("name", "unknown_field")),
    ("versions/1/publish/", {"note": 1}, ("note", "invalid")),
])  # fmt: skip
def test_wrong_body_is_refused(path, body, told, alice, bar):
    assert errors(alice.client.post(f"{URL}{bar.uuid}/{path}", body, format="json")) == [told]
