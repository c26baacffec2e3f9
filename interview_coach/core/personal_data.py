"""What is held on people, and what becomes of it when one is erased: every app registers its tables here.

Accounts answers "show me all of it" and "erase me", and knows no table above its own; the tables' owners tell it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.files.storage import default_storage
from django.db import models, transaction

from interview_coach.core.tenancy import TenantModel, all_tenants, tenant_scope

# What stands where a text was, in columns that may not be empty.
ERASED = "[erased]"


@dataclass(frozen=True)
class Kept:
    """The rows stay as they are: they hold nothing about a person but a pointer to the shell."""

    why: str

    def apply(self, rows: models.QuerySet[Any]) -> int:
        """Change nothing."""
        return 0


@dataclass(frozen=True)
class Deleted:
    """The rows go."""

    def apply(self, rows: models.QuerySet[Any]) -> int:
        """Delete `rows`; return how many went, with all that hung on them."""
        return rows.delete()[0]


@dataclass(frozen=True)
class Blanked:
    """The rows stay for statistics, without what could be read or traced back; `values` is what the columns get."""

    values: dict[str, Any]

    def apply(self, rows: models.QuerySet[Any]) -> int:
        """Blank `rows`; return how many."""
        return rows.update(**self.values)


@dataclass(frozen=True)
class Holding:
    """One table's rows about a person, and what becomes of them.

    `person` is the path from the row to the person, `secret` what is never shown to anyone (digests, keys), `files`
    the columns that hold storage keys: what they name is handed out with an export, and deleted with an erasure.
    """

    model: type[models.Model]
    on_erasure: Kept | Deleted | Blanked
    person: str = "user"
    secret: frozenset[str] = frozenset()
    files: tuple[str, ...] = ()
    title: str = ""

    @property
    def name(self) -> str:
        """What the rows are called in an export: the table's name, where a person is on its rows in one way only."""
        return self.title or self.model._meta.db_table

    @property
    def is_tenants(self) -> bool:
        """Whether the rows belong to organizations."""
        return issubclass(self.model, TenantModel)

    def rows(self, user_id: int) -> models.QuerySet[Any]:
        """Return the person's rows, in the scope that is open."""
        return self.where(**{self.person: user_id})

    def where(self, **condition: Any) -> models.QuerySet[Any]:
        """Return the table's rows that meet a condition, in the scope that is open."""
        manager = self.model._meta.default_manager
        assert manager is not None, "every model has one"
        return manager.filter(**condition)

    def export(self, user_id: int) -> Iterator[dict[str, Any]]:
        """Yield the person's rows by column name, other rows named by uuid as everywhere outside the database."""
        paths = self._paths()
        for row in self.rows(user_id).order_by("pk").values(*paths).iterator(chunk_size=500):
            yield {paths[path]: value for path, value in row.items()}

    def erase(self, rows: models.QuerySet[Any]) -> int:
        """Do to `rows` what this table's erasure is; the files they name go once that is committed."""
        for column in self.files:
            for key in rows.exclude(**{column: ""}).values_list(column, flat=True):
                transaction.on_commit(partial(default_storage.delete, key))
        return self.on_erasure.apply(rows)

    def _paths(self) -> dict[str, str]:
        found = {}
        for column in self.model._meta.concrete_fields:
            if column.primary_key or column.name in self.secret:
                continue
            target = column.related_model
            named = isinstance(target, type) and any(f.name == "uuid" for f in target._meta.concrete_fields)
            found[f"{column.name}__uuid" if named else column.name] = column.name
        return found


# Every app's tables, in the order in which they are erased: what points at others comes before them.
_holdings: list[Holding] = []


def register(holdings: Iterable[Holding]) -> None:
    """Add an app's tables. Apps further up register later, and are erased first."""
    _holdings[:0] = holdings


def holdings() -> tuple[Holding, ...]:
    """Return the tables that hold something on people."""
    return tuple(_holdings)


def erase(user_id: int) -> int:
    """Erase what all tables hold on a person, within the surrounding transaction; return how many rows were touched.

    Each organization's rows are written in its own scope: it decides how texts are stored.
    """
    owned = [held for held in _holdings if held.is_tenants]
    touched = 0
    for organization_id in _organizations(owned, user_id):
        with tenant_scope(organization_id):
            touched += sum(held.erase(held.rows(user_id)) for held in owned)
    with all_tenants():
        return touched + sum(held.erase(held.rows(user_id)) for held in _holdings if not held.is_tenants)


def _organizations(owned: Iterable[Holding], user_id: int) -> list[int]:
    with all_tenants():
        found: set[int] = set()
        for held in owned:
            found.update(held.rows(user_id).order_by().values_list("organization", flat=True).distinct())
    return sorted(found)
