"""Tables that the database itself lets only grow: triggers refuse whatever would rewrite them.

A model says so by an attribute `append_only`. The triggers are made anew after every `migrate`: on SQLite a migration
that rebuilds a table drops them, and they name the columns there are.
"""

from typing import Any, NamedTuple

from django.apps import apps
from django.db import connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper


class AppendOnly(NamedTuple):
    """What may still happen to a line once it is written; by default nothing.

    `parts` are groups of columns, each of which may be blanked as a whole. `door` is the SQL condition under which a
    line may go; in it `OLD` is the line.
    """

    parts: tuple[tuple[str, ...], ...] = ()
    door: str = ""

    @property
    def erasable(self) -> tuple[str, ...]:
        """The columns that an UPDATE may touch: what a role that is granted columns needs."""
        return tuple(name for part in self.parts for name in part)


SAME = {"sqlite": "NEW.{0} IS OLD.{0}", "postgresql": "NEW.{0} IS NOT DISTINCT FROM OLD.{0}",
        "mysql": "NEW.{0} <=> OLD.{0}"}  # fmt: skip
BLANK_JSON = {"sqlite": "NEW.{0} = '{{}}'", "postgresql": "NEW.{0} = '{{}}'::jsonb", "mysql": "NEW.{0} = '{{}}'"}


def append_only_models() -> list[Any]:
    """Return the models whose tables only grow."""
    return [model for model in apps.get_models() if isinstance(getattr(model, "append_only", None), AppendOnly)]


def guard(using: str = "default", plan: Any = None, **_: Any) -> None:
    """Make the triggers of every append-only table that is there in full (after `migrate`)."""
    connection = connections[using]
    if not plan and not unguarded_tables(using):
        return
    with transaction.atomic(using), connection.cursor() as cursor:
        for model in append_only_models():
            if _is_complete(connection, cursor, model):
                for statement in (*_removal(connection.vendor, model), *_triggers(connection.vendor, model)):
                    cursor.execute(statement)


def unguard(using: str = "default", **_: Any) -> None:
    """Take the triggers away: for whoever rebuilds the tables, or proves that tampering is found."""
    connection = connections[using]
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        for model in append_only_models():
            for statement in _removal(connection.vendor, model) if model._meta.db_table in tables else ():
                cursor.execute(statement)


def before_migrate(using: str, plan: list[Any], **_: Any) -> None:
    """Open the tables for a migration that has something to do; `guard` closes them after it."""
    if plan:
        unguard(using)


def unguarded_tables(using: str = "default") -> list[str]:
    """Return the append-only tables that lack a trigger."""
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(NAMES[connection.vendor])
        there = {name for (name,) in cursor.fetchall()}
    tables = [model._meta.db_table for model in append_only_models()]
    return [table for table in tables if not {f"{table}_no_update", f"{table}_no_delete"} <= there]


NAMES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A')",
    "mysql": "SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = DATABASE()",
}


def _is_complete(connection: BaseDatabaseWrapper, cursor: Any, model: Any) -> bool:
    if model._meta.db_table not in connection.introspection.table_names(cursor):
        return False
    there = {column.name for column in connection.introspection.get_table_description(cursor, model._meta.db_table)}
    return {field.column for field in model._meta.concrete_fields} <= there


def _harmless_update(vendor: str, model: Any) -> str:
    """The condition under which an UPDATE only blanks what may be blanked."""
    parts = model.append_only.parts
    fixed = [f.column for f in model._meta.concrete_fields if f.column not in model.append_only.erasable]
    allowed = [_all_same(vendor, fixed)]
    for part in parts:
        blank = " AND ".join(_blank(vendor, model._meta.get_field(name)) for name in part)
        allowed.append(f"(({_all_same(vendor, part)}) OR ({blank}))")
    return " AND ".join(allowed) if parts else "1 = 0"


def _all_same(vendor: str, columns: Any) -> str:
    return " AND ".join(SAME[vendor].format(column) for column in columns)


def _blank(vendor: str, field: Any) -> str:
    return (BLANK_JSON[vendor] if isinstance(field, models.JSONField) else "NEW.{0} = ''").format(field.column)


def _triggers(vendor: str, model: Any) -> list[str]:
    table, door = model._meta.db_table, model.append_only.door or "1 = 0"
    conditions = {"update": _harmless_update(vendor, model), "delete": door}
    made = [_trigger(vendor, table, event, condition) for event, condition in conditions.items()]
    return [*made, _no_truncate(table)] if vendor == "postgresql" else made


def _trigger(vendor: str, table: str, event: str, condition: str) -> str:
    name, message = f"{table}_no_{event}", f"{table} is append-only"
    if vendor == "sqlite":
        return (f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN NOT ({condition}) "
                f"BEGIN SELECT RAISE(ABORT, '{message}'); END")  # fmt: skip
    if vendor == "mysql":
        return (f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW BEGIN IF NOT ({condition}) THEN "
                f"SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '{message}'; END IF; END")  # fmt: skip
    returned = "NEW" if event == "update" else "OLD"
    return (f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NOT ({condition}) THEN "
            f"RAISE EXCEPTION '{message}' USING ERRCODE = 'restrict_violation'; END IF; RETURN {returned}; END $$; "
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")  # fmt: skip


def _no_truncate(table: str) -> str:
    """An empty table may be emptied; anything else goes line by line, through the door."""
    name = f"{table}_no_truncate"
    # The table's name is our own.
    any_line = f"EXISTS (SELECT 1 FROM {table})"  # noqa: S608  # nosec B608
    return (f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {any_line} THEN "
            f"RAISE EXCEPTION '{table} is append-only' USING ERRCODE = 'restrict_violation'; END IF; "
            f"RETURN NULL; END $$; CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()")  # fmt: skip


def _removal(vendor: str, model: Any) -> list[str]:
    names = [f"{model._meta.db_table}_no_{event}" for event in ("update", "delete")]
    if vendor == "postgresql":
        return [f"DROP FUNCTION IF EXISTS {name}() CASCADE" for name in (*names, f"{model._meta.db_table}_no_truncate")]
    return [f"DROP TRIGGER IF EXISTS {name}" for name in names]
