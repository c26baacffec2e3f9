"""Reading a row's history and bringing it back: over HTTP, within the rules of the service behind each kind."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import ActivityLog, Membership, Organization, Role
from accounts.services.kinds import MEMBERSHIPS
from accounts.services.members import LastOwner, change_membership, save_organization
from accounts.services.versions import revert
from interview_coach.core.exceptions import Forbidden, NotFound
from interview_coach.core.history import changes_of
from interview_coach.core.tenancy import tenant_scope
from questionbank.models import Question
from questionbank.services.banks import save_question
from questionbank.services.rubrics import create_rubric
from tests.architecture.world import CRITERIA
from tests.factories import QuestionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(alice):
    with alice.scope():
        row = save_question(question=QuestionFactory.build(organization=alice.organization, text="Before?"))
        row.text, row.hint = "After?", "New."
        return save_question(question=row)


def call(person, row, rest="", **query):
    kinds = {"question": "questions", "organization": "organizations", "rubric": "rubrics"}
    return person.client.get(f"/api/v1/{kinds[row._meta.model_name]}/{row.uuid}/history/{rest}", query)


def bring_back(person, row, number, reason="As it was."):
    """Bring back the change that came `number` before the newest."""
    with tenant_scope(getattr(row, "organization_id", row.pk)):
        version = changes_of(row)[number].uuid
    kinds = {"question": "questions", "organization": "organizations", "rubric": "rubrics"}
    url = f"/api/v1/{kinds[row._meta.model_name]}/{row.uuid}/history/revert/"
    return person.client.post(url, {"version": str(version), "reason": reason})


def test_the_list_says_who_when_and_why(alice, question):
    changed, created = call(alice, question).json()["results"]
    assert [(row["kind"], row["by"], row["reason"]) for row in (changed, created)] == [
        ("changed", str(alice.user.uuid), ""), ("created", str(alice.user.uuid), ""),
    ]  # fmt: skip
    assert changed["at"] > created["at"]


def test_pages_of_a_history(alice, question):
    first = call(alice, question, page_size=1).json()
    second = alice.client.get(first["next"]).json()
    assert [page["results"][0]["kind"] for page in (first, second)] == ["changed", "created"]
    assert second["next"] is None


def test_what_it_was_at_a_moment(alice, question):
    _, created = call(alice, question).json()["results"]
    then = call(alice, question, "as-of/", at=created["at"]).json()
    assert (then["version"], then["state"]["text"], then["state"]["bank"]) == (created, "Before?", None)
    assert call(alice, question, "as-of/").json()["state"]["text"] == "After?"
    before = (timezone.now() - timedelta(days=1)).isoformat()
    assert call(alice, question, "as-of/", at=before).status_code == 404
    assert call(alice, question, "as-of/", at="yesterday").status_code == 400


def test_bringing_back_is_a_change_with_its_reason_and_its_line(alice, question):
    response = bring_back(alice, question, 1, "The new words were worse.")
    assert (response.status_code, response.json()["state"]["text"]) == (200, "Before?")
    assert response.json()["version"]["reason"] == "The new words were worse."
    with alice.scope():
        held = Question.objects.get(pk=question.pk)
        line = ActivityLog.objects.get(action_type="reverted")
    assert (held.text, held.hint) == ("Before?", QuestionFactory.build().hint)
    assert (line.user_id, line.entity_id, set(line.metadata["fields"])) == (
        alice.user.pk, str(question.uuid), {"text", "hint"},
    )  # fmt: skip
    assert set(line.metadata["before"]) == {"text", "hint"}
    assert line.metadata["after"] == {"text": held.text, "hint": held.hint}


def test_words_somebody_was_asked_with_become_a_new_version(alice, question):
    """The rule of the back office holds here as well."""
    with alice.scope():
        Question.objects.filter(pk=question.pk).update(usage_count=1)
    assert bring_back(alice, question, 1).status_code == 200
    with alice.scope():
        rows = Question.objects.filter(organization=alice.organization).order_by("pk")
        told = rows.values_list("text", "version", "is_active")
        assert list(told) == [("After?", 1, False), ("Before?", 2, True)]


def test_a_field_that_is_gone_is_not_brought_back(alice, acme):
    acme.extra_fields = {"nursing": "Nursing"}
    with alice.scope():
        save_organization(organization=acme, now=timezone.now())
        row = save_question(question=QuestionFactory.build(organization=acme, field="nursing"))
        row.field = "hr"
        save_question(question=row)
        acme.extra_fields = {}
        save_organization(organization=acme, now=timezone.now())
    response = bring_back(alice, row, 1)
    assert (response.status_code, response.json()["code"]) == (409, "cannot_revert")
    with alice.scope():
        assert Question.objects.get(pk=row.pk).field == "hr"


def test_a_name_that_is_taken_is_not_brought_back(alice, now):
    with alice.scope():
        by = {"organization_id": alice.organization.pk, "by": alice.user.pk, "criteria": CRITERIA, "now": now}
        rubric = create_rubric(name="Bar", **by).rubric
        rubric.name = "High bar"
        rubric.save()
        create_rubric(name="Bar", **by)
    response = bring_back(alice, rubric, 1)
    assert (response.status_code, response.json()["code"]) == (409, "cannot_revert")


def test_an_organization_is_brought_back_by_its_owner(alice, acme, now):
    name = acme.name
    with alice.scope():
        acme.name, acme.shows_averages = "Other", False
        save_organization(organization=acme, now=now)
    assert bring_back(alice, acme, 1).status_code == 200
    held = Organization.objects.get(pk=acme.pk)
    assert (held.name, held.shows_averages) == (name, True)


def test_a_membership_keeps_its_rules(alice, bob, acme, now):
    with alice.scope():
        own, bobs = (Membership.objects.get(user=person.user) for person in (alice, bob))
        by = {"by": alice.user.pk, "by_role": Role.OWNER, "now": now}
        change_membership(membership=bobs, role=Role.OWNER, is_active=True, **by)
        change_membership(membership=own, role=Role.COACH, is_active=True, **by)
        change_membership(membership=own, role=Role.OWNER, is_active=True, **by)
        change_membership(membership=bobs, role=Role.CANDIDATE, is_active=True, **by)
        as_coach = changes_of(own)[1]
        ask = {"kind": MEMBERSHIPS, "actor": alice.actor, "uuid": own.uuid, "version": as_coach.uuid, "now": now}
        with pytest.raises(LastOwner):
            revert(reason="No more.", **ask)
        assert Membership.objects.get(pk=own.pk).role == Role.OWNER


@pytest.mark.parametrize("person", ["bob", "dana"])
def test_those_who_do_not_run_the_place_are_refused(person, question, request):
    someone = request.getfixturevalue(person)
    assert [call(someone, question).status_code, bring_back(someone, question, 1).status_code] == [403, 403]


def test_strangers_find_nothing(charlie, alice, question, library, now):
    assert [call(charlie, question).status_code, bring_back(charlie, question, 1).status_code] == [404, 404]
    assert call(alice, library[0]).status_code == 404  # the house's own business
    with charlie.scope(), pytest.raises(NotFound):
        revert(kind=MEMBERSHIPS, actor=charlie.actor, uuid=question.uuid, version=question.uuid, reason="x", now=now)


def test_a_change_of_another_row_is_not_there(alice, question):
    with alice.scope():
        other = save_question(question=QuestionFactory.build(organization=alice.organization))
        version = changes_of(other)[0].uuid
    url = f"/api/v1/questions/{question.uuid}/history/revert/"
    assert alice.client.post(url, {"version": str(version), "reason": "x"}).status_code == 404
    with pytest.raises(Forbidden), alice.scope():
        revert(kind=MEMBERSHIPS, actor=_as_candidate(alice.actor), uuid=question.uuid, version=version, reason="x",
               now=timezone.now())  # fmt: skip


def _as_candidate(actor):
    return replace(actor, role=Role.CANDIDATE)
