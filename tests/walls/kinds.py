"""Probes of each kind, one function each: by the managers, as code should; and by code that forgot every filter."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.apps import apps
from django.db import connection, models
from django.db.models import F

from interview_coach.core.tenancy import TenantModel, WrongTenant, check_writable, tenant_foreign_keys


class Target(NamedTuple):
    """A row of another tenant, one's own tenant, and a row of it in the same table (0: there is none)."""

    model: type[models.Model]
    theirs: int
    owner: int
    home: int
    own: int

    @property
    def scoped(self) -> Any:
        """What the model's own manager starts from."""
        return self.model.objects.all()  # type: ignore[attr-defined]

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
    table, key = it.model._meta.db_table, it.model._meta.pk.column  # a history's id is that of its row
    return fetched(
        f"SELECT 1 FROM organizations o JOIN {table} t ON t.organization_id = o.id WHERE t.{key} = %s", it.theirs
    )


def injected(it: Target) -> int:
    table, key = it.model._meta.db_table, it.model._meta.pk.column
    return fetched(f"SELECT * FROM {table} WHERE (organization_id = -1 OR 1 = 1) AND {key} = %s", it.theirs)


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
    """Copy one's own row into the other tenant: with a key that nothing has."""
    table, key = it.model._meta.db_table, it.model._meta.pk.column
    columns = [f.column for f in it.model._meta.concrete_fields]
    instead = {key: f'-"{key}"', "organization_id": str(it.owner)}
    copied = ", ".join(instead.get(column, f'"{column}"') for column in columns)
    named = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(f'INSERT INTO {table} ({named}) SELECT {copied} FROM {table} WHERE "{key}" = %s', [it.own])
        return int(cursor.rowcount)


UNFILTERED: tuple[Callable[[Target], int], ...] = (
    read, list_all, count, join, injected, lock, update, delete, give_away, insert,
)  # fmt: skip


def refused(work: Callable[[], Any]) -> int:
    """Return 0 where `work` is refused for the tenant's sake, else 1."""
    try:
        work()
    except WrongTenant:
        return 0
    return 1


def read_scoped(it: Target) -> int:
    return len(it.scoped.filter(pk=it.theirs).values_list("pk"))


def list_scoped(it: Target) -> int:
    return int(it.scoped.filter(organization=it.owner).count())


def update_scoped(it: Target) -> int:
    columns = (f.name for f in it.model._meta.concrete_fields if not (f.is_relation or f.primary_key))
    name = next(columns, it.model._meta.pk.name)
    return int(it.scoped.filter(pk=it.theirs).update(**{name: F(name)}))


def delete_scoped(it: Target) -> int:
    return int(it.scoped.filter(pk=it.theirs).delete()[0])


def give_away_scoped(it: Target) -> int:
    row = it.scoped.filter(pk=it.own).first() or it.model()
    row.organization_id = it.owner
    return refused(row.save)


def point_at_scoped(it: Target) -> int:
    """Every foreign key that could lead to the row of the other tenant, set on a new row of one's own."""
    through = 0
    for model in apps.get_models():
        for field in tenant_foreign_keys(model):
            if field.related_model is it.model and issubclass(model, TenantModel):
                row = model(organization_id=it.home, **{field.attname: it.theirs})
                through += refused(lambda row=row: check_writable([row]))
    return through


SCOPED: tuple[Callable[[Target], int], ...] = (
    read_scoped, list_scoped, update_scoped, delete_scoped, give_away_scoped, point_at_scoped,
)  # fmt: skip
