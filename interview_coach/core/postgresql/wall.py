"""The policies themselves, and what the application's role may do: made anew after each `migrate`, by the owner.

Every table of a `TenantModel` is behind the wall; a new one needs nothing. Without a scope no row is there.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.apps import apps
from django.db import transaction
from django.db.migrations.recorder import MigrationRecorder
from psycopg import sql

from interview_coach.core.tenancy import LibraryModel, TenantModel

# CASE rather than OR or IN: the planner takes it for half of the rows. A condition that it can estimate it would count
# twice, beside the application's own, and for so few rows it would no longer use the index that lists are read by.
OWN = """CASE current_setting('app.organization', true)
 WHEN organization_id::text THEN true WHEN '*' THEN true ELSE false END"""
LIBRARY = """CASE current_setting('app.library', true) WHEN organization_id::text THEN true ELSE false END"""

WALLS = """
SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity,
       coalesce(json_object_agg(p.polname, obj_description(p.oid, 'pg_policy')) FILTER (WHERE p.oid IS NOT NULL), '{}')
FROM pg_class c LEFT JOIN pg_policy p ON p.polrelid = c.oid
WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') GROUP BY c.oid
"""


class Policy(NamedTuple):
    """One policy of a table: what it is for, and which rows it opens."""

    command: str
    rows: str

    def create(self, name: str, table: str) -> Iterator[str]:
        """Yield the statements that make it; its text is kept beside it, to be compared with the next time."""
        check = f" WITH CHECK ({self.rows})" if self.command == "ALL" else ""
        yield f'CREATE POLICY {name} ON "{table}" FOR {self.command} USING ({self.rows}){check}'
        yield f'COMMENT ON POLICY {name} ON "{table}" IS {sql.quote(self.rows)}'


def policies_of(model: type[TenantModel]) -> dict[str, Policy]:
    """Return the policies of a table by name: a tenant's rows are its own, the house's library is read by everyone."""
    own = {"tenant": Policy("ALL", OWN)}
    return {**own, "library": Policy("SELECT", LIBRARY)} if issubclass(model, LibraryModel) else own


def tenant_tables() -> dict[str, type[TenantModel]]:
    """Return the models whose tables belong behind the wall, by table."""
    return {model._meta.db_table: model for model in apps.get_models() if issubclass(model, TenantModel)}


def gaps(connection: Any) -> list[str]:
    """Return the tenant tables whose wall is missing or not as it should be."""
    with connection.cursor() as cursor:
        cursor.execute(WALLS)
        there = {table: (forced, policies) for table, forced, policies in cursor.fetchall()}
    return [
        table
        for table, model in tenant_tables().items()
        if table in there and there[table] != (True, {name: policy.rows for name, policy in policies_of(model).items()})
    ]


def raise_wall(connection: Any) -> None:
    """Put every tenant table behind its policies, and give the application's role what it needs and no more."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for table in gaps(connection):
            for statement in _statements(connection, table):
                cursor.execute(statement)
        if application := connection.settings_dict.get("APPLICATION"):
            for grant in _privileges(connection, cursor, application):
                cursor.execute(grant)


def _statements(connection: Any, table: str) -> Iterator[str]:
    yield f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY'
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT policyname FROM pg_policies WHERE schemaname = current_schema() AND tablename = %s", [table]
        )
        for (name,) in cursor.fetchall():
            yield f'DROP POLICY "{name}" ON "{table}"'
    for name, policy in policies_of(tenant_tables()[table]).items():
        yield from policy.create(name, table)


def _privileges(connection: Any, cursor: Any, application: dict[str, Any]) -> Iterator[sql.Composed]:
    name = application["USER"]
    role, schema = sql.Identifier(name), sql.SQL("SCHEMA public")
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name])
    if not cursor.fetchone():
        yield sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(role, _digest(connection, application))
    for statement in (
        "REVOKE ALL ON ALL TABLES IN {} FROM {}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN {} TO {}",
        "GRANT USAGE ON ALL SEQUENCES IN {} TO {}",
    ):
        yield sql.SQL(statement).format(schema, role)
    if MigrationRecorder(connection).has_table():  # tests may do without
        yield sql.SQL("REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {}").format(role)
    for table, model in tenant_tables().items():
        if model.append_only:
            yield sql.SQL("REVOKE UPDATE, DELETE ON {} FROM {}").format(sql.Identifier(table), role)
            if model.append_only.erasable:
                columns = sql.SQL(", ").join(map(sql.Identifier, model.append_only.erasable))
                yield sql.SQL("GRANT UPDATE ({}) ON {} TO {}").format(columns, sql.Identifier(table), role)


def _digest(connection: Any, application: dict[str, Any]) -> sql.Literal:
    """Return the password as the server keeps it, so that no log of statements has it in clear."""
    password, name = application["PASSWORD"].encode(), application["USER"].encode()
    made = connection.connection.pgconn.encrypt_password(password, name) if password else None
    return sql.Literal(made.decode() if made else None)
