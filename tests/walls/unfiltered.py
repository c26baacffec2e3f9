"""Code that forgot every filter: plain querysets and plain SQL over tenant tables, one function for each kind."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.db import connection, models
from django.db.models import F


class Target(NamedTuple):
    """A row of another tenant, and a row of one's own in the same table."""

    model: type[models.Model]
    theirs: int
    owner: int
    own: int

    @property
    def rows(self) -> Any:
        """A queryset without a scope's filter."""
        return models.QuerySet(self.model)


def fetched(statement: str, *values: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return len(cursor.fetchall())


def read(it: Target) -> int:
    return len(it.rows.filter(pk=it.theirs).values_list("pk"))


def list_all(it: Target) -> int:
    return len(it.rows.filter(organization=it.owner).values_list("pk")[:5])


def count(it: Target) -> int:
    return int(it.rows.filter(pk__in=[it.theirs, 0]).count())


def join(it: Target) -> int:
    """From the organization, which is of no tenant, to whatever is there of it."""
    table = it.model._meta.db_table
    return fetched(
        f"SELECT 1 FROM organizations o JOIN {table} t ON t.organization_id = o.id WHERE t.id = %s", it.theirs
    )


def injected(it: Target) -> int:
    table = it.model._meta.db_table
    return fetched(f"SELECT * FROM {table} WHERE (organization_id = -1 OR 1 = 1) AND id = %s", it.theirs)


def lock(it: Target) -> int:
    return len(it.rows.filter(pk=it.theirs).select_for_update().values_list("pk"))


def update(it: Target) -> int:
    return int(it.rows.filter(pk=it.theirs).update(organization=F("organization")))


def delete(it: Target) -> int:
    return int(it.rows.filter(pk=it.theirs)._raw_delete("default"))


def give_away(it: Target) -> int:
    """Move a row of one's own to the other tenant."""
    return int(it.rows.filter(pk=it.own).update(organization=it.owner))


def insert(it: Target) -> int:
    """Copy one's own row into the other tenant: with a key that nothing has, so that no other rule is in the way."""
    columns = [f'"{f.column}"' for f in it.model._meta.concrete_fields]
    taken = ["-id" if c == '"id"' else str(it.owner) if c == '"organization_id"' else c for c in columns]
    table = it.model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(taken)} FROM {table} WHERE id = %s "
            "ON CONFLICT DO NOTHING", [it.own],
        )  # fmt: skip
        return int(cursor.rowcount)


KINDS: tuple[Callable[[Target], int], ...] = (
    read, list_all, count, join, injected, lock, update, delete, give_away, insert,
)  # fmt: skip
