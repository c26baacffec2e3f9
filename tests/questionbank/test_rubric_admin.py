"""Rubrics in the back office: what its services do, for whom."""

import json

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from accounts.models import ActivityLog, Role
from interview_coach.core.tenancy import all_tenants, tenant_scope
from questionbank.models import Question, Rubric, RubricVersion
from questionbank.services import rubrics
from questionbank.services.banks import save_question
from tests.factories import QuestionFactory

pytestmark = pytest.mark.django_db

DEPTH = [{"label": "Depth", "weight": 100}]


def page(model, name, *args):
    return reverse(f"admin:questionbank_{model.__name__.lower()}_{name}", args=args)


@pytest.fixture
def as_alice(alice):
    client = Client()
    client.force_login(alice.user)
    return client


@pytest.fixture
def as_staff(public, sign_in):
    client = Client()
    client.force_login(sign_in(public, Role.OWNER, email="staff@example.com", is_platform_staff=True).user)
    return client


@pytest.fixture
def draft(alice, acme, now):
    with alice.scope():
        return rubrics.create_rubric(organization_id=acme.pk, by=alice.user.pk, name="Bar", criteria=DEPTH, now=now)


@pytest.fixture
def live(alice, draft, now):
    with alice.scope():
        return rubrics.publish(version=draft, by=alice.user.pk, now=now)


@pytest.fixture
def technical(public):
    with tenant_scope(public.pk):
        return Rubric.objects.select_related("live").get(default_for="technical")


def run(client, action, row):
    """Run an action on one row of its list; return what was said."""
    data = {"action": action, "_selected_action": [row.pk]}
    response = client.post(page(type(row), "changelist"), data, follow=True)
    assert response.status_code == 200
    return [str(message) for message in response.context["messages"]]


def held(version):
    with all_tenants():
        return RubricVersion.objects.select_related("rubric").get(pk=version.pk)


def test_new_rubric_comes_with_its_first_draft(as_alice, alice):
    data = {"name": "Bar", "description": "", "criteria": json.dumps(DEPTH), "probe_threshold": "7"}
    response = as_alice.post(page(Rubric, "add"), data)
    with alice.scope():
        version = RubricVersion.objects.get(rubric__name="Bar")
        assert (version.number, version.published_at, version.probe_threshold) == (1, None, 7)
        assert (version.author, version.organization) == (alice.user, alice.organization)
        lines = ActivityLog.objects.filter(entity_id=str(version.rubric.uuid)).values_list("action_type", flat=True)
        assert (response.status_code, list(lines)) == (302, ["rubric_created"])


@pytest.mark.parametrize(("criteria", "said"), [
    ('[{"label": "Depth", "weight": 90}]', "criteria: The weights sum to 90; they must sum to 100."),
    ("[]", "This field is required."), ("{", "Enter a valid JSON."),
    ('[{"label": "Depth", "weight": 100, "levels": [{"score": 1}]}]', "criteria.0.levels.0.anchor: Each entry is"),
])  # fmt: skip
def test_unsound_criteria_are_told_at_their_field(criteria, said, as_alice, draft):
    pages = {page(Rubric, "add"): {"name": "Other"}, page(RubricVersion, "change", draft.pk): {}}
    for url, body in pages.items():
        response = as_alice.post(url, {**body, "criteria": criteria})
        assert said in str(response.context["adminform"].form.errors["criteria"])
    assert held(draft).criteria[0]["weight"] == 100


def test_name_that_is_taken_is_told(as_alice, draft):
    response = as_alice.post(page(Rubric, "add"), {"name": "Bar", "criteria": json.dumps(DEPTH)})
    assert "already exists" in str(response.context["adminform"].form.errors)


def test_draft_is_changed(as_alice, draft):
    url = page(RubricVersion, "change", draft.pk)
    data = {"criteria": '[{"label": "Tone", "weight": 100}]', "probe_threshold": "", "note": "Why not."}
    assert as_alice.post(url, data).status_code == 302
    version = held(draft)
    assert (version.criteria[0]["key"], version.probe_threshold, version.note) == ("tone", None, "Why not.")


def test_published_version_is_looked_at_and_not_changed(as_alice, live):
    url = page(RubricVersion, "change", live.pk)
    assert as_alice.post(url, {"criteria": "[]", "note": "No."}).status_code == 403
    shown = as_alice.get(url)
    assert (shown.status_code, shown.context["has_change_permission"], held(live).note) == (200, False, "")


def test_levels_are_shown_as_a_table_with_their_text_escaped(as_alice, alice, draft, now):
    levels = [{"score": 1, "label": "Low", "anchor": "<b>None</b> & nothing."},
              {"score": 9, "label": "High", "anchor": "All."}]  # fmt: skip
    with alice.scope():
        rubrics.change_draft(version=draft, by=alice.user.pk, now=now, criteria=[{**DEPTH[0], "levels": levels}])
    shown = as_alice.get(page(RubricVersion, "change", draft.pk)).content.decode()
    assert ("&lt;b&gt;None&lt;/b&gt; &amp; nothing.</td>" in shown, "<b>None</b>" in shown) == (True, False)


def test_draft_is_published_by_an_action_once(as_alice, draft):
    assert run(as_alice, "publish", draft) == ["Bar, version 1: published; new answers are judged by it."]
    assert held(draft).rubric.live_id == draft.pk
    assert run(as_alice, "publish", draft) == ["Bar, version 1: A published version does not change: draft a new one."]


def test_next_draft_opens(as_alice, alice, live):
    response = as_alice.post(page(Rubric, "changelist"),
                             {"action": "draft_version", "_selected_action": [live.rubric_id]})  # fmt: skip
    with alice.scope():
        second = RubricVersion.objects.get(rubric=live.rubric_id, number=2)
    assert response.headers["Location"] == page(RubricVersion, "change", second.pk)


@pytest.mark.parametrize("action", ["default_technical", "draft_version"])
def test_house_s_rubric_is_not_changed_by_a_tenant(action, as_alice, technical):
    assert run(as_alice, action, technical) == ["Technical: This is the house's: clone it."]
    with all_tenants():
        assert RubricVersion.objects.filter(rubric=technical).count() == 1


@pytest.mark.parametrize("action", ["clone_live", "clone"])
def test_house_s_rubric_is_cloned_by_a_tenant(action, as_alice, alice, technical):
    row = technical if action == "clone_live" else technical.live
    [said] = run(as_alice, action, row)
    assert said.endswith("cloned; its first version is a draft.")
    with alice.scope():
        clone = Rubric.objects.get(name="Technical (copy)")
        assert (clone.organization, clone.cloned_from, clone.live) == (alice.organization, technical.live, None)


@pytest.mark.parametrize(("action", "category"), [
    ("default_technical", "technical"), ("default_behavioral", "behavioral"), ("default_hr", "hr"),
    ("no_default", None),
])  # fmt: skip
def test_default_is_chosen_by_an_action(action, category, as_alice, alice, live):
    assert len(run(as_alice, action, live.rubric)) == 1
    with alice.scope():
        assert Rubric.objects.get(pk=live.rubric_id).default_for == category


def test_house_s_drafts_are_the_house_s(as_alice, as_staff, alice, technical, public, now):
    with tenant_scope(public.pk):
        second = rubrics.draft_version(rubric=technical, by=alice.user.pk, now=now)
    url = page(RubricVersion, "change", second.pk)
    assert (as_alice.get(url).status_code, as_staff.get(url).status_code) == (302, 200)
    inline = as_alice.get(page(Rubric, "change", technical.pk)).content.decode()
    assert (url in inline, page(RubricVersion, "change", technical.live_id) in inline) == (False, True)


def test_another_tenant_s_rubric_is_not_there(charlie, live):
    client = Client()
    client.force_login(charlie.user)
    assert run(client, "publish", live) == []
    assert client.get(page(Rubric, "change", live.rubric_id)).status_code == 302
    assert "Bar" not in client.get(page(Rubric, "changelist")).content.decode()


# --- rewording ----------------------------------------------------------------------------------------------------
def form_of(question, **changes):
    names = ("text", "field", "level", "difficulty", "sample_answer")
    lists = ("tags", "keywords", "evaluation_criteria", "follow_up_questions", "translations")
    sent = {name: getattr(question, name) for name in names}
    sent |= {name: json.dumps(getattr(question, name)) for name in lists}
    return {**sent, "is_active": "on", **changes}


def test_asked_question_that_is_reworded_goes_on_as_its_next_version(as_alice, alice, acme):
    with alice.scope():
        question = save_question(question=QuestionFactory.build(organization=acme, usage_count=1))
    response = as_alice.post(page(Question, "change", question.pk), form_of(question, text="Reworded?"))
    with alice.scope():
        new = Question.objects.get(text="Reworded?")
        assert (response.status_code, new.version, new.parent_question_id) == (302, 2, question.pk)
    said = [str(message) for message in get_messages(response.wsgi_request)]
    assert page(Question, "change", new.pk) in said[0]


def test_criteria_of_a_question_may_have_levels(as_alice, alice, acme):
    with alice.scope():
        question = save_question(question=QuestionFactory.build(organization=acme))
    levels = [{"score": 1, "label": "Low", "anchor": "None."}, {"score": 9, "label": "High", "anchor": "All."}]
    criteria = json.dumps([{"criterion": "Depth", "weight": 100, "levels": levels}])
    data = form_of(question, evaluation_criteria=criteria)
    assert as_alice.post(page(Question, "change", question.pk), data).status_code == 302
    with alice.scope():
        version = RubricVersion.objects.get(rubric__question=question, number=2)
        assert (version.criteria[0]["levels"], version.author) == (levels, alice.user)
