"""Scopes fail closed: no scope no query, no row in, out of, or pointing at another organization."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import Count, F, Q

from accounts.models import ActivityLog, Membership, Role, User
from interview_coach.core.tenancy import (
    LibraryModel,
    NoTenantScope,
    TenantManager,
    TenantModel,
    WrongTenant,
    all_tenants,
    has_scope,
    tenant_scope,
)  # fmt: skip
from interviews.models import Answer, Interview, InterviewQuestion, Media
from questionbank.models import CompanyQuestionBank, Question, QuestionStatistics, Rubric, RubricVersion
from tests.architecture.world import build
from tests.factories import BankFactory, MembershipFactory, QuestionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(bob, library):
    return build(bob)


@pytest.fixture
def theirs(charlie, library):
    return build(charlie)


def new_question(organization, **columns):
    return QuestionFactory.build(organization=organization, **columns)


# --- no scope ---------------------------------------------------------------------------------------------------------
TOUCHES = {
    "all": lambda m, row: list(m.objects.all()),
    "filter": lambda m, row: m.objects.filter(pk=row.pk).first(),
    "get": lambda m, row: m.objects.get(pk=row.pk),
    "exists": lambda m, row: m.objects.exists(),
    "count": lambda m, row: m.objects.count(),
    "contains": lambda m, row: m.objects.contains(row),
    "aggregate": lambda m, row: m.objects.aggregate(n=Count("pk")),
    "values": lambda m, row: list(m.objects.values("pk")),
    "iterator": lambda m, row: list(m.objects.iterator()),
    "in_bulk": lambda m, row: m.objects.in_bulk([row.pk]),
    "union": lambda m, row: list(m.objects.none().union(m.objects.all())),
    "dates": lambda m, row: list(m.objects.dates("created_at", "day")),
    "explain": lambda m, row: m.objects.all().explain(),
    "raw": lambda m, row: list(m.objects.raw("SELECT * FROM " + m._meta.db_table)),
    "base manager": lambda m, row: list(m._base_manager.all()),
    "default manager": lambda m, row: list(m._default_manager.all()),
    "using": lambda m, row: list(m.objects.using("default")),
    "select_for_update": lambda m, row: list(m.objects.select_for_update()),
    "select_related": lambda m, row: list(m.objects.select_related("organization")),
    "prefetch_related": lambda m, row: list(m.objects.prefetch_related("organization")),
    "create": lambda m, row: m.objects.create(organization_id=row.organization_id, **REQUIRED[m](row)),
    "bulk_create": lambda m, row: m.objects.bulk_create([m(organization_id=row.organization_id, **REQUIRED[m](row))]),
    "get_or_create": lambda m, row: m.objects.get_or_create(pk=row.pk),
    "update_or_create": lambda m, row: m.objects.update_or_create(pk=row.pk, defaults={}),
    "update": lambda m, row: m.objects.update(created_at=None),
    "bulk_update": lambda m, row: m.objects.bulk_update([row], ["created_at"]),
    "delete": lambda m, row: m.objects.all().delete(),
    "save": lambda m, row: row.save(),
    "delete one": lambda m, row: row.delete(),
    "refresh_from_db": lambda m, row: row.refresh_from_db(),
}
REQUIRED = {
    CompanyQuestionBank: lambda row: {"company_name": "Other"},
    Membership: lambda row: {"user_id": row.user_id},
}


@pytest.mark.parametrize("touch", TOUCHES.values(), ids=TOUCHES)
@pytest.mark.parametrize("kind", ["library", "produced"])
def test_nothing_runs_without_a_scope(touch, kind, acme, library):
    with tenant_scope(acme.pk):
        row = BankFactory(organization=acme) if kind == "library" else MembershipFactory(organization=acme)
    with pytest.raises(NoTenantScope):
        touch(type(row), row)


def test_relations_need_a_scope(world):
    with world.person.scope():
        slot = InterviewQuestion.objects.only("pk", "organization", "interview").get(pk=world.slot.pk)
        answer = Answer.objects.get(pk=world.answer.pk)
    for read in (
        lambda: answer.interview, lambda: slot.reason, lambda: answer.feedback.count(),
        lambda: Interview(pk=answer.interview_id).slots.count(), lambda: world.person.user.memberships.exists(),
    ):  # fmt: skip
        with pytest.raises(NoTenantScope):
            read()


def test_subquery_needs_a_scope(bob):
    with bob.scope():
        members = Membership.objects.values("user")
    with pytest.raises(NoTenantScope):
        list(User.objects.filter(pk__in=members))


def test_empty_queryset_needs_no_scope(db):
    assert (list(Question.objects.none()), has_scope()) == ([], False)


def test_every_tenant_table_goes_through_the_scoped_manager():
    managers = {
        (type(model._base_manager), type(model._default_manager))
        for model in apps.get_models() if issubclass(model, TenantModel)
    }  # fmt: skip
    assert managers == {(TenantManager, TenantManager)}


# --- another organization's rows --------------------------------------------------------------------------------------
def test_row_for_another_organization_is_not_written(bob, bravo):
    for write in (
        lambda: CompanyQuestionBank.objects.create(organization=bravo, company_name="X"),
        lambda: CompanyQuestionBank.objects.get_or_create(organization=bravo, company_name="X"),
        lambda: CompanyQuestionBank.objects.update_or_create(organization=bravo, company_name="X"),
        lambda: CompanyQuestionBank.objects.bulk_create([CompanyQuestionBank(organization=bravo, company_name="X")]),
        lambda: CompanyQuestionBank(organization=bravo, company_name="X").save(),
    ):  # fmt: skip
        with bob.scope(), pytest.raises(WrongTenant):
            write()
    with all_tenants():
        assert CompanyQuestionBank.objects.count() == 0


def test_row_of_another_organization_is_not_there(bob, theirs):
    with bob.scope():
        for row in (theirs.interview, theirs.answer, theirs.question, theirs.bank, theirs.media):
            rows = type(row).objects.filter(pk=row.pk)
            assert (rows.exists(), rows.delete()[0]) == (False, 0)
        assert Interview.objects.filter(pk=theirs.interview.pk).update(notes="mine") == 0
        with pytest.raises(WrongTenant):
            theirs.interview.save()
        with pytest.raises(WrongTenant):
            theirs.interview.delete()
        with pytest.raises(Interview.DoesNotExist):
            theirs.interview.refresh_from_db()


@pytest.mark.parametrize("scope", [all_tenants, None], ids=["all tenants", "own scope"])
def test_row_does_not_move(scope, bob, bravo, world):
    def moved(row):
        row.organization = bravo
        return row

    with (scope or bob.scope)():
        fresh = Interview.objects.get(pk=world.interview.pk)
        with pytest.raises(WrongTenant):
            moved(fresh).save()
        with pytest.raises(WrongTenant):
            Interview.objects.filter(pk=fresh.pk).update(organization=bravo)
        with pytest.raises(WrongTenant), transaction.atomic():
            Interview.objects.bulk_update([moved(Interview.objects.get(pk=fresh.pk))], ["organization"])
    with all_tenants():
        assert Interview.objects.get(pk=world.interview.pk).organization_id == bob.organization.pk


def test_row_does_not_move_when_its_organization_was_never_loaded(world, bravo):
    """The stored organization is not known to the instance; the database still finds no such row."""
    with all_tenants():
        row = CompanyQuestionBank.objects.defer("organization").get(pk=world.bank.pk)
        row.organization = bravo
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()
        assert CompanyQuestionBank.objects.get(pk=world.bank.pk).organization_id == world.bank.organization_id


def test_row_written_under_the_key_of_another_is_refused(bob, theirs):
    """An instance made by hand with a foreign primary key updates nothing."""
    with bob.scope(), pytest.raises(IntegrityError), transaction.atomic():
        CompanyQuestionBank(pk=theirs.bank.pk, organization=bob.organization, company_name="Taken").save()
    with bob.scope(), pytest.raises(WrongTenant):
        CompanyQuestionBank.objects.bulk_create(
            [CompanyQuestionBank(uuid=theirs.bank.uuid, organization=bob.organization, company_name="Taken")],
            update_conflicts=True, unique_fields=["uuid"], update_fields=["company_name"],
        )  # fmt: skip


# --- foreign keys -----------------------------------------------------------------------------------------------------
def test_pointer_to_another_tenants_row_is_refused(bob, world, theirs):
    def pointing(**target):
        return new_question(bob.organization, **target)

    for target in ({"bank": theirs.bank}, {"bank_id": theirs.bank.pk}, {"bank_id": 10**9}):
        with bob.scope(), pytest.raises(WrongTenant):
            pointing(**target).save()
        with bob.scope(), pytest.raises(WrongTenant):
            Question.objects.bulk_create([pointing(**target)])
        with bob.scope(), pytest.raises(WrongTenant):
            Question.objects.filter(pk=world.question.pk).update(**target)
    with bob.scope():
        assert Question.objects.get(pk=world.question.pk).bank_id == world.bank.pk


def test_pointer_set_on_a_loaded_row_is_refused(bob, world, theirs):
    for column, target in (("interview", theirs.interview), ("slot_id", theirs.slot.pk), ("question", theirs.question)):
        with bob.scope():
            answer = Answer.objects.get(pk=world.answer.pk)
            setattr(answer, column, target)
            with pytest.raises(WrongTenant):
                answer.save()


def test_pointer_by_expression_or_related_manager_is_refused(bob, world, theirs):
    with bob.scope():
        with pytest.raises(WrongTenant):
            Question.objects.update(bank=F("parent_question"))
        with pytest.raises(WrongTenant), transaction.atomic():
            Question.objects.bulk_update([world.question], ["bank"])
        with pytest.raises(WrongTenant), transaction.atomic():
            theirs.bank.questions.set([world.question])
        with pytest.raises(WrongTenant):
            theirs.bank.questions.create(organization=bob.organization, text="?", field="hr", level="mid")


def test_pointer_to_a_produced_row_of_the_house_is_refused(bob, public, sign_in, library):
    house = build(sign_in(public))
    with bob.scope(), pytest.raises(WrongTenant):
        Media.objects.create(
            organization=bob.organization, user=bob.user, interview_id=house.interview.pk, kind="audio", key="k",
            content_type="audio/x-wav", size=1, sha256="0", created_at=house.interview.started_at,
        )  # fmt: skip


def test_pointer_to_the_library_and_to_own_rows_is_taken(bob, world, library, public):
    with bob.scope():
        own = new_question(bob.organization, bank=world.bank)
        own.save()
        assert Question.objects.filter(pk=own.pk).update(bank=library[0].bank) == 1
        assert Question.objects.filter(pk=own.pk).update(bank=None) == 1


# --- one scope and another --------------------------------------------------------------------------------------------
RUNS = {
    "read": list, "count": lambda q: q.count(), "exists": lambda q: q.exists(), "iterate": lambda q: list(q.iterator()),
    "update": lambda q: q.update(notes="x"), "delete": lambda q: q.delete(),
    "narrowed": lambda q: q.filter(pk=1).first(), "aggregate": lambda q: q.aggregate(Count("pk")),
    "inside another": lambda q: list(Answer.objects.filter(interview__in=q)),
    "joined to another": lambda q: list(q | Interview.objects.all()),
}  # fmt: skip


@pytest.mark.parametrize("run", RUNS.values(), ids=RUNS)
@pytest.mark.parametrize("later", ["charlie", "all"])
def test_queryset_of_one_scope_does_not_run_in_another(run, later, bob, charlie, world):
    with bob.scope():
        interviews = Interview.objects.all()
    with all_tenants() if later == "all" else charlie.scope(), pytest.raises(NoTenantScope):
        run(interviews)


def test_scopes_nest_and_end(bob, charlie):
    with bob.scope():
        with charlie.scope():
            assert set(Membership.objects.values_list("organization", flat=True)) == {charlie.organization.pk}
        assert set(Membership.objects.values_list("organization", flat=True)) == {bob.organization.pk}
    assert not has_scope()


def test_scope_ends_with_an_error(bob):
    with pytest.raises(ZeroDivisionError), bob.scope():
        raise ZeroDivisionError
    assert not has_scope()


# --- the house --------------------------------------------------------------------------------------------------------
def test_library_of_the_house_is_read_but_not_written(bob, library):
    with bob.scope():
        question = Question.objects.get(pk=library[0].pk)
        assert Question.objects.filter(pk=question.pk).update(text="mine") == 0
        assert Question.objects.filter(pk=question.pk).delete()[0] == 0
        with pytest.raises(WrongTenant):
            question.save()
        with pytest.raises(WrongTenant):
            question.delete()
        assert Question.objects.bulk_update([question], ["text"]) == 0
        assert Question.objects.count() == 7


def test_library_row_is_not_taken_over(bob, library):
    with bob.scope():
        deferred = Question.objects.defer("organization").get(pk=library[0].pk)
        deferred.organization = bob.organization
        by_hand = new_question(bob.organization, pk=library[1].pk)
        for row in (deferred, by_hand):
            with pytest.raises(IntegrityError), transaction.atomic():
                row.save()
    with all_tenants():
        assert set(Question.objects.values_list("organization__slug", flat=True)) == {"public"}


def test_what_the_house_s_people_produce_is_theirs_alone(bob, public, sign_in, library):
    house = build(sign_in(public, email="hanna@example.org"))
    with bob.scope():
        for row in (house.interview, house.answer, house.feedback, house.slot, house.media):
            assert not type(row).objects.filter(pk=row.pk).exists()
        assert QuestionStatistics.objects.count() == 0
        assert ActivityLog.objects.filter(user=house.person.user).count() == 0
        assert Question.objects.filter(pk=house.question.pk).exists()  # the library is


def test_library_is_not_a_way_to_what_tenants_produced(bob, world, theirs, library):
    ways = [
        lambda: Question.objects.filter(answers__text__contains="zanzibar").count(),
        lambda: list(Question.objects.values("answers__text")),
        lambda: Question.objects.annotate(n=Count("slots")).count(),
        lambda: list(Question.objects.filter(Q(statistics__asked__gt=0))),
        lambda: list(Answer.objects.filter(question__answers__score__gt=0)),
        lambda: list(CompanyQuestionBank.objects.values("questions__answers__text")),
        lambda: Rubric.objects.filter(anchors__score__gt=0).count(),
        lambda: list(RubricVersion.objects.values("calibration_runs__mae")),
    ]
    for way in ways:
        with bob.scope(), pytest.raises(NoTenantScope):
            way()
    with bob.scope():
        shared = Question.objects.prefetch_related("answers").get(pk=world.answer.question_id)
        assert {answer.organization_id for answer in shared.answers.all()} <= {bob.organization.pk}


def test_all_tenants_reads_everyone(world, theirs):
    with all_tenants():
        assert Interview.objects.count() == 2
        assert Question.objects.filter(answers__isnull=False).exists()


def test_role_of_a_member_elsewhere_is_not_seen(bob, bravo, sign_in):
    with tenant_scope(bravo.pk):
        Membership.objects.create(organization=bravo, user=bob.user, role=Role.OWNER)
    with bob.scope():
        assert list(bob.user.memberships.values_list("role", flat=True)) == [Role.CANDIDATE]


def test_organization_is_required_by_the_database(bob, library):
    produced = [m for m in apps.get_models() if issubclass(m, TenantModel)]
    assert [m.__name__ for m in produced if m._meta.get_field("organization").null] == []
    with all_tenants(), connection.constraint_checks_disabled(), pytest.raises(IntegrityError), transaction.atomic():
        connection.cursor().execute("UPDATE questions SET organization_id = NULL")


def test_library_models_are_few():
    shared = {m.__name__ for m in apps.get_models() if issubclass(m, LibraryModel)}
    assert shared == {"CompanyQuestionBank", "Question", "QuestionTag", "Rubric", "RubricVersion"}
