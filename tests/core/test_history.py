"""Histories: what is kept and what leaves no trace, who and why, what was at a time, and whose it is."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Membership, Organization
from accounts.services.members import change_membership, save_organization
from interview_coach.core.history import (
    as_of,
    authored_by,
    because,
    changes_of,
    differences,
    histories,
    kept_columns,
)  # fmt: skip
from interview_coach.core.tenancy import NoTenantScope, TenantModel, WrongTenant, all_tenants, tenant_scope
from interviews.models import Interview
from questionbank.models import CompanyQuestionBank, Question, Rubric
from questionbank.services.banks import refresh_bank, save_question
from questionbank.services.rubrics import create_rubric, make_default, publish
from tests.architecture.world import CRITERIA
from tests.factories import BankFactory, QuestionFactory

pytestmark = pytest.mark.django_db


def kinds(row):
    return [change.history_type for change in changes_of(row)]


@pytest.fixture
def question(alice):
    with alice.scope():
        return save_question(question=QuestionFactory.build(organization=alice.organization, text="Before?"))


def test_six_kinds_of_rows_are_versioned():
    assert {model.__name__ for model in histories()} == {
        "HistoricalOrganization", "HistoricalMembership", "HistoricalQuestion", "HistoricalCompanyQuestionBank",
        "HistoricalRubric", "HistoricalInterview",
    }  # fmt: skip
    assert all(issubclass(model, TenantModel) for model in histories())


def test_a_change_keeps_who_and_why(alice, question):
    with alice.scope(), because("It was misunderstood."):
        question.text = "After?"
        save_question(question=question)
        newest, first = changes_of(question)
    assert (newest.history_user_id, newest.history_change_reason) == (alice.user.pk, "It was misunderstood.")
    assert differences(newest, first) == [("text", "Before?", "After?")]
    assert (first.history_type, first.history_user_id, first.history_change_reason) == ("+", alice.user.pk, "")


def test_a_save_that_changes_nothing_leaves_no_trace(alice, question):
    with alice.scope():
        again = Question.objects.get(pk=question.pk)
        again.save()
        again.tags.append("changed in place")
        again.save()
        again.refresh_from_db()
        again.save()
        assert kinds(question) == ["~", "+"]


def test_counters_and_statistics_leave_no_trace(alice, question):
    with alice.scope():
        Question.objects.filter(pk=question.pk).update(usage_count=7)
        held = Question.objects.get(pk=question.pk)
        held.avg_score, held.usage_count = 3.0, 8
        held.save()
        bank = BankFactory(organization=alice.organization)
        refresh_bank(bank_id=bank.pk)
        assert (kinds(question), kinds(bank)) == (["+"], ["+"])


def test_default_that_gives_way_is_kept_too(alice, now):
    """It was written past its row by `update()` once."""
    by = {"by": alice.user.pk, "now": now}
    with alice.scope():
        rubrics = [publish(version=create_rubric(organization_id=alice.organization.pk, name=name, criteria=CRITERIA,
                                                 **by), **by).rubric for name in ("One", "Two")]  # fmt: skip
        for rubric in rubrics:
            make_default(rubric=rubric, category="hr", **by)
        newest, before = changes_of(rubrics[0])[:2]
        assert differences(newest, before) == [("default_for", "hr", None)]


def test_writes_past_a_row_touch_no_kept_column():
    """`update()` sends no signals. What may be written by it is what no history keeps."""
    written_by_update = {
        Question: {"usage_count", "avg_score", "avg_completion_time", "difficulty_rating"},
        CompanyQuestionBank: {"total_questions", "verified_questions", "average_difficulty"},
        Membership: {"last_used_at"},
        Organization: {"texts_due_at"},
        Rubric: set(), Interview: set(),
    }  # fmt: skip
    for model, columns in written_by_update.items():
        kept = {field.name for field in kept_columns(model.history.model)}
        assert columns & kept == set(), model


def test_what_a_row_was_at_a_time(alice, question):
    with alice.scope():
        moments = []
        for text in ("Second?", "Third?"):
            moments.append(timezone.now())
            question.text = text
            save_question(question=question)
        assert [as_of(question, moment).text for moment in (*moments, timezone.now())] == [
            "Before?",
            "Second?",
            "Third?",
        ]
        assert as_of(question, moments[0] - timedelta(days=1)) is None
        assert as_of(question, timezone.now()).instance == question


def test_a_deleted_row_is_not_there(alice):
    with alice.scope():
        bank = BankFactory(organization=alice.organization)
        held = CompanyQuestionBank.objects.get(pk=bank.pk)
        CompanyQuestionBank.objects.filter(pk=bank.pk).delete()
        assert (kinds(held), as_of(held, timezone.now())) == (["-", "+"], None)


def test_memberships_and_organizations(alice, bob, now):
    with alice.scope():
        membership = Membership.objects.get(user=bob.user)
        change_membership(
            membership=membership, role="coach", is_active=True, by=alice.user.pk, by_role="owner", now=now
        )
        organization = Organization.objects.get(pk=alice.organization.pk)
        organization.name = "Acme & Co"
        save_organization(organization=organization, now=now)
        assert [(c.role, c.history_user_id) for c in changes_of(membership)][:1] == [("coach", alice.user.pk)]
        assert [c.name for c in changes_of(organization)][:1] == ["Acme & Co"]


# --- whose it is ------------------------------------------------------------------------------------------------------
def test_histories_are_their_tenant_s(alice, charlie, question):
    with charlie.scope():
        assert list(changes_of(question)) == list(Question.history.all()) == list(question.history.all()) == []
        with pytest.raises(WrongTenant):
            Question.history.model(
                organization=alice.organization, history_date=timezone.now(), history_type="~"
            ).save()
    with pytest.raises(NoTenantScope):
        list(Question.history.all())
    with alice.scope():
        assert Question.history.count() == 1


def test_history_of_the_house_is_not_its_readers_business(bob, library):
    with bob.scope():
        assert Question.objects.filter(pk=library[0].pk).exists()
        assert not changes_of(library[0]).exists()


def test_author_is_the_system_outside_anybody_s_request(acme, now):
    with tenant_scope(acme.pk), authored_by(None):
        bank = BankFactory(organization=acme)
        assert changes_of(bank).get().history_user_id is None


def test_histories_begin_with_what_was_there(public):
    """The house and its rubrics come by migrations, before the tables of history do."""
    with all_tenants():
        assert Organization.history.filter(id=public.pk).count() == 1
        assert set(Rubric.history.values_list("id", flat=True)) == set(Rubric.objects.values_list("pk", flat=True))
        assert Rubric.history.count() >= 3
