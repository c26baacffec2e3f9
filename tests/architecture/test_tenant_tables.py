"""Every table that holds somebody's rows belongs to a tenant; the exceptions are named here."""

import pytest
from django.apps import apps

from interview_coach.core.tenancy import LibraryModel, TenantModel

OUR_APPS = ("core", "accounts", "questionbank", "interviews", "analytics", "gamification")
# A person may be at several places, an organization is one, and a session moves with its person. How people prove who
# they are is theirs wherever they work, and who tries to is not known yet. How far a job over everybody's ciphertext
# has come is nobody's.
NOT_OWNED = {"User", "Organization", "UserSession", "RecoveryCode", "SignInGuard", "ColumnPass"}
# What people of several tenants may use at once.
SHARED = {"CompanyQuestionBank", "Question", "QuestionTag", "Rubric", "RubricVersion"}
OURS = [model for label in OUR_APPS for model in apps.get_app_config(label).get_models()]
OWNED = [model for model in OURS if issubclass(model, TenantModel)]


def test_all_but_the_named_tables_are_a_tenant_s():
    assert {model.__name__ for model in OURS if model not in OWNED} == NOT_OWNED


def test_library_tables_are_the_named_ones():
    assert {model.__name__ for model in OURS if issubclass(model, LibraryModel)} == SHARED


@pytest.mark.parametrize("model", OWNED, ids=lambda model: model.__name__)
def test_owner_is_required(model):
    field = model._meta.get_field("organization")
    assert (field.null, field.column, field.related_model.__name__) == (False, "organization_id", "Organization")
    assert (model._meta.base_manager_name, type(model._base_manager).__name__) == ("objects", "TenantManager")


def test_each_of_our_tables_has_a_uuid_or_never_leaves():
    inner = {m.__name__ for m in OURS if "uuid" not in {f.name for f in m._meta.fields}}
    assert inner == {
        "CollectedQuestion", "CollectionShare", "ColumnPass", "IdempotencyKey", "QuestionStatistics", "QuestionTag",
        "Rotation", "Seal",
    }  # fmt: skip


def test_no_table_is_unmanaged_or_joined_behind_the_scopes():
    assert [m.__name__ for m in OURS if not m._meta.managed or m._meta.many_to_many] == []


def test_people_lead_to_tenant_rows_by_their_memberships_alone():
    """Queries that start at a table without an owner are in no scope: what can be joined from there is named here."""
    ways = {
        f"{model.__name__}.{relation.get_accessor_name()}"
        for model in OURS if model not in OWNED
        for relation in model._meta.related_objects if issubclass(relation.related_model, TenantModel)
    }  # fmt: skip
    assert ways == {"User.memberships"}
