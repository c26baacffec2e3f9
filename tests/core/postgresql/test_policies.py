"""What the policies let through, whatever the statement says: an organization its own rows, and the house's library."""

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction

from accounts.models import Membership, Role, User
from interview_coach.core.append_only import AppendOnly
from interview_coach.core.postgresql.ownership import check_role, wall_stands
from interview_coach.core.postgresql.wall import gaps, policies_of, raise_wall, tenant_tables
from interview_coach.core.tenancy import LibraryModel, TenantModel, all_tenants, tenant_scope
from questionbank.models import Question
from tests.core.postgresql.roles import as_superuser
from tests.factories import QuestionFactory

pytestmark = pytest.mark.django_db

TENANTS = "SELECT DISTINCT organization_id FROM {} ORDER BY 1"
MEMBER = """
INSERT INTO memberships (uuid, organization_id, user_id, role, is_active, created_at)
VALUES (gen_random_uuid(), %s, (SELECT min(id) FROM users), 'owner', true, now())
"""
# Tables of no tenant, and why no policy is on them.
OUTSIDE = {
    "users", "organizations", "user_sessions",  # found before any scope can be known: by address, slug and token
    "django_migrations", "django_content_type", "django_session", "auth_permission", "auth_group",
    "auth_group_permissions",
    "sign_in_guards", "recovery_codes",  # asked for while somebody signs in: a person's own, of no organization
    "column_passes",  # how far keys were rotated, column by column, for all tenants
    "django_admin_log",  # a person's own doings in the back office, shown to that person
}  # fmt: skip


@pytest.fixture
def rows(acme, bravo, public, alice, charlie):
    """A question at acme, at bravo and in the house; alice and charlie are members of the first two."""
    made = {}
    for organization in (acme, bravo, public):
        with tenant_scope(organization.pk):
            made[organization] = QuestionFactory(organization=organization)
    return made


def test_every_table_is_behind_the_wall_or_named():
    assert set(connection.introspection.table_names()) - set(tenant_tables()) <= OUTSIDE
    assert gaps(connection) == []


def test_what_a_person_made_is_its_organizations_alone(rows, acme, bravo, public, ask):
    with tenant_scope(acme.pk, library_id=public.pk):
        assert ask(TENANTS.format("memberships")) == [acme.pk]
    with tenant_scope(public.pk):
        assert ask(TENANTS.format("memberships")) == []
    with all_tenants():
        assert ask(TENANTS.format("memberships")) == sorted([acme.pk, bravo.pk])
    assert ask(TENANTS.format("memberships")) == []


def test_the_library_of_the_house_is_read_where_the_scope_says_so(rows, acme, public, ask):
    with tenant_scope(acme.pk, library_id=public.pk):
        assert ask(TENANTS.format("questions")) == sorted([acme.pk, public.pk])
    with tenant_scope(acme.pk):
        assert ask(TENANTS.format("questions")) == [acme.pk]


def test_only_own_rows_are_written(rows, acme, bravo, public, ask):
    with tenant_scope(acme.pk, library_id=public.pk):
        assert ask("UPDATE questions SET hint = 'x'") == 1
        assert ask("DELETE FROM questions WHERE organization_id <> %s", acme.pk) == 0
        for target in (bravo, public):
            with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
                ask("UPDATE questions SET organization_id = %s", target.pk)
            with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
                ask(MEMBER, target.pk)


def test_without_a_scope_nothing_is_written(rows, ask):
    changing = [table for table, model in tenant_tables().items() if not model.append_only]
    assert {ask(f"UPDATE {table} SET organization_id = organization_id") for table in changing} == {0}


def test_join_from_a_table_of_no_tenant_stays_in_the_scope(rows, alice, charlie):
    """What the filter of the manager cannot see to."""
    owners = User.objects.filter(memberships__role=Role.OWNER)
    with alice.scope():
        assert set(owners.values_list("pk", flat=True)) == {alice.user.pk}
    assert not owners.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE memberships", "ALTER TABLE memberships DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE memberships NO FORCE ROW LEVEL SECURITY", "DROP POLICY tenant ON memberships",
        "ALTER POLICY tenant ON memberships USING (true)", "CREATE POLICY open ON memberships USING (true)",
        "DROP TABLE memberships", "DELETE FROM django_migrations",
        "SET ROLE coach_owner", "SET SESSION AUTHORIZATION coach_owner", "CREATE TABLE mine (id int)",
        "SET LOCAL row_security = off; SELECT * FROM memberships",
        "CREATE TRIGGER t BEFORE INSERT ON memberships EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    ],
)  # fmt: skip
def test_role_of_the_application_may_not_touch_the_wall(statement, alice, ask):
    with all_tenants(), pytest.raises(DatabaseError, match=r"must be owner|permission denied|would be affected"):
        ask(statement)
    connection.needs_rollback = False


def test_library_tables_have_a_policy_more():
    assert set(policies_of(Question)) == {"tenant", "library"}
    assert set(policies_of(Membership)) == {"tenant"}
    assert all(issubclass(m, TenantModel) for m in tenant_tables().values())
    assert sum(issubclass(m, LibraryModel) for m in tenant_tables().values()) == 5


@pytest.mark.django_db(transaction=True)
def test_gap_is_named_and_the_next_migration_closes_it(client, ask):
    try:
        with connection.as_owner():
            ask("DROP POLICY tenant ON answers")
            ask("ALTER TABLE interviews NO FORCE ROW LEVEL SECURITY")
            ask("CREATE POLICY open ON feedback USING (true)")
        assert set(gaps(connection)) == {"answers", "interviews", "feedback"}
        assert not wall_stands(connection)
        assert client.get("/readyz/").json()["missing"] == ["wall"]
    finally:
        with connection.as_owner():
            raise_wall(connection)
    assert gaps(connection) == []
    assert wall_stands(connection)


@pytest.mark.django_db(transaction=True)
def test_lines_of_an_append_only_table_are_not_changed(monkeypatch, alice, ask):
    monkeypatch.setattr(Membership, "append_only", AppendOnly())
    try:
        with connection.as_owner():
            raise_wall(connection)
        with all_tenants():
            assert ask("SELECT count(*) FROM memberships") == [1]
            for statement in ("DELETE FROM memberships", "UPDATE memberships SET role = 'coach'"):
                with pytest.raises(ProgrammingError, match="permission denied"):
                    ask(statement)
    finally:
        monkeypatch.undo()
        with connection.as_owner():
            raise_wall(connection)
    with all_tenants():
        assert ask("UPDATE memberships SET role = 'owner'") == 1


@pytest.mark.django_db(transaction=True)
def test_role_that_policies_do_not_bind_is_an_error(ask):
    assert check_role(databases=["default"]) == []
    assert check_role() == []
    with connection.as_owner():
        connection.settings_dict.pop("APPLICATION")
        assert [found.id for found in check_role(databases=["default"])] == ["coach.W020"]
    with as_superuser():
        assert [found.id for found in check_role(databases=["default"])] == ["coach.E020"]
        assert not wall_stands(connection)


@pytest.mark.django_db(transaction=True)
def test_migration_makes_the_role_of_the_application(ask):
    """With no more than it needs, and its password never in clear."""
    with connection.as_owner():
        connection.settings_dict["APPLICATION"] = {"USER": "coach_new", "PASSWORD": "it's new"}
        try:
            raise_wall(connection)
            assert ask("SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb FROM pg_roles "
                       "WHERE rolname = 'coach_new' AND rolcanlogin") == [False]  # fmt: skip
            granted = ask("SELECT DISTINCT privilege_type FROM information_schema.role_table_grants "
                          "WHERE grantee = 'coach_new' ORDER BY 1")  # fmt: skip
            assert granted == ["DELETE", "INSERT", "SELECT", "UPDATE"]
            with as_superuser():
                (kept,) = ask("SELECT rolpassword FROM pg_authid WHERE rolname = 'coach_new'")
            assert kept.startswith("SCRAM-SHA-256$")
        finally:
            ask("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM coach_new")
            ask("REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM coach_new")
            ask("DROP ROLE coach_new")
