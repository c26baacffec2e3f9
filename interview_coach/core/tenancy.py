"""Whose rows the current code may read and write. No scope, no query.

A scope is opened at the edges (the request, the socket, the task, the command), and by services that act for another
organization than the one at hand: signing in, joining, erasing.
A queryset carries the scope it was built in and refuses to run in another, so a query never outlives its permission.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import sql
from django.db.models.fields.reverse_related import ForeignObjectRel

from interview_coach.core.append_only import AppendOnly
from interview_coach.core.fields import for_update
from interview_coach.core.scope import NoTenantScope, Scope, all_tenants, current_scope, has_scope, tenant_scope

__all__ = [
    "LibraryModel", "NoTenantScope", "Scope", "TenantManager", "TenantModel", "TenantQuerySet", "WrongTenant",
    "all_tenants", "check_writable", "current_scope", "has_scope", "tenant_foreign_keys", "tenant_scope",
]  # fmt: skip

_Row = TypeVar("_Row", bound=models.Model)


class WrongTenant(RuntimeError):
    """A row was written for, moved to, or pointed at an organization outside the current scope."""


class TenantQuery(sql.Query):
    """A query that remembers the scope it was built in and compiles in no other."""

    scope: Scope | None = None

    def get_compiler(self, *args: Any, **kwargs: Any) -> Any:
        label = self.model.__name__ if self.model else "queryset"
        if not self.is_empty() and self.scope != current_scope(label):
            raise NoTenantScope(f"This {label} queryset was built in another tenant scope.")
        return super().get_compiler(*args, **kwargs)

    def join(self, join: Any, *args: Any, **kwargs: Any) -> Any:
        """Refuse to follow a library row back to what people of any tenant produced from it."""
        relation: Any = getattr(join, "join_field", None)
        everywhere = self.scope is not None and self.scope.readable is None
        if not everywhere and _leaves_tenant(relation):
            raise NoTenantScope(f"Ask for {relation.related_model.__name__} rows themselves, not by their library's.")
        return super().join(join, *args, **kwargs)


def _leaves_tenant(relation: Any) -> bool:
    """Tell whether a relation leads back from a library row to rows that several tenants may have made of it."""
    if not isinstance(relation, ForeignObjectRel):
        return False
    source, target = relation.model, relation.related_model
    return issubclass(source, LibraryModel) and issubclass(target, TenantModel) and not issubclass(target, LibraryModel)


class TenantQuerySet(models.QuerySet[_Row]):
    """Reads what the scope may read; writes only what it may write."""

    def _writable(self) -> Self:
        scope = current_scope(self.model.__name__)
        if not self.query.is_empty() and getattr(self.query, "scope", None) != scope:
            raise NoTenantScope(f"This {self.model.__name__} queryset was built in another tenant scope.")
        return self if scope.writable is None else self.filter(organization__in=scope.writable)

    # `update_conflicts` is not taken: it may rewrite another tenant's row.
    def bulk_create(  # type: ignore[override]
        self, objs: Iterable[Any], batch_size: int | None = None, ignore_conflicts: bool = False, **more: Any
    ) -> Any:
        if more:  # update_conflicts and what goes with it
            raise WrongTenant("A row in conflict may be another organization's: look it up and save it.")
        rows = list(objs)
        check_writable(rows)
        return super().bulk_create(rows, batch_size, ignore_conflicts)

    def _update(self, values: Any) -> int:
        """What `save()` comes down to: it finds no row that may only be read, and moves none."""
        rows: Any = self
        if current_scope(self.model.__name__).writable is None:
            for home in (value for field, _, value in values if field.name == "organization"):
                rows = rows.filter(organization=home)
        elif issubclass(self.model, LibraryModel):
            rows = self._writable()
        return int(super(TenantQuerySet, rows)._update(values))  # type: ignore[misc]  # Django's own, unpublished

    def update(self, **kwargs: Any) -> int:
        if {"organization", "organization_id"} & kwargs.keys():
            raise WrongTenant("Rows do not change organization.")
        for name, value in kwargs.items():
            _check_target(self.model, name, value)
        rows = self._writable()
        values = for_update(self.model, kwargs, current_scope(self.model.__name__).writable)
        return super(TenantQuerySet, rows).update(**values)

    update.alters_data = True  # type: ignore[attr-defined]

    def delete(self) -> tuple[int, dict[str, int]]:
        return super(TenantQuerySet, self._writable()).delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def raw(self, *args: Any, **kwargs: Any) -> Any:
        raise NoTenantScope("Raw SQL knows no scope: write the organization into it with a plain cursor.")


class TenantManager(models.Manager[_Row]):
    """Every queryset starts within the current scope; there is no way to one without."""

    _queryset_class = TenantQuerySet

    def get_queryset(self) -> TenantQuerySet[_Row]:
        scope = current_scope(self.model.__name__)
        query = TenantQuery(self.model)
        query.scope = scope
        queryset: TenantQuerySet[_Row] = TenantQuerySet(self.model, query=query, using=self._db)
        readable = self._readable(scope)
        return queryset if readable is None else queryset.filter(organization__in=readable)

    def _readable(self, scope: Scope) -> frozenset[int] | None:
        """What a person produced is visible in its own organization alone, the house's included."""
        return scope.readable if issubclass(self.model, LibraryModel) else scope.writable

    def none(self) -> TenantQuerySet[_Row]:
        return self._queryset_class(self.model, using=self._db).none()


class TenantModel(models.Model):
    """A row that belongs to exactly one organization, for good."""

    organization = models.ForeignKey("accounts.Organization", on_delete=models.PROTECT, related_name="+")

    # PostgreSQL lets the application's role add rows of such a table, and neither change nor delete them.
    append_only: ClassVar[AppendOnly | None] = None

    objects: ClassVar[TenantManager[Self]] = TenantManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        check_writable([self])
        super().save(*args, **kwargs)
        self._remember()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        check_writable([self])
        return super().delete(*args, **kwargs)

    @classmethod
    def from_db(cls, db: str | None, field_names: Any, values: Any, **more: Any) -> Self:
        row = super().from_db(db, field_names, values, **more)
        row._remember()  # noqa: SLF001  (its own)
        return row

    def _remember(self) -> None:
        """Keep what was true in the database: a row may not move, and only a changed pointer needs checking."""
        held = self.__dict__
        self._stored_organization_id = held.get("organization_id")
        self._stored_targets = {f.attname: held.get(f.attname) for f in tenant_foreign_keys(type(self))}


class LibraryModel(TenantModel):
    """A tenant's row that every tenant may read when it is the house's: questions, banks, rubrics, catalogues."""

    class Meta(TenantModel.Meta):
        abstract = True


def check_writable(rows: Iterable[TenantModel]) -> None:
    """Raise `WrongTenant` unless every row may be written here, stays where it was, and points at nothing foreign."""
    for row in rows:
        writable = current_scope(type(row).__name__).writable
        if writable is not None and row.organization_id not in writable:
            raise WrongTenant(f"This {type(row).__name__} belongs to another organization.")
        stored = getattr(row, "_stored_organization_id", None)
        if stored is not None and stored != row.organization_id:
            raise WrongTenant("Rows do not change organization.")
        known = getattr(row, "_stored_targets", {})
        for field in tenant_foreign_keys(type(row)):
            target = row.__dict__.get(field.attname)  # a deferred pointer is an unchanged one
            if target is not None and target != known.get(field.attname):
                _check_points_home(row, field, target)


@cache
def tenant_foreign_keys(model: type[models.Model]) -> tuple[Any, ...]:
    """Return the foreign keys of `model` that lead to tenant-owned rows."""
    return tuple(
        field
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model and issubclass(field.related_model, TenantModel)
    )


def _check_points_home(row: TenantModel, field: Any, target_id: int) -> None:
    """A row points at rows of its own organization, or at the readable library; never elsewhere.

    A related object already in memory answers for itself; a bare key is looked up in the scope.
    """
    model = field.related_model
    target = field.get_cached_value(row, default=None)
    if target is not None and target.pk == target_id:
        owner = target.organization_id
    else:
        owner = model.objects.filter(pk=target_id).values_list("organization_id", flat=True).first()
    if owner == row.organization_id:
        return
    if owner is None or not issubclass(model, LibraryModel):
        raise WrongTenant(f"{type(row).__name__}.{field.name} points at another organization's row.")
    readable = current_scope(model.__name__).readable
    if readable is not None and owner not in readable:
        raise WrongTenant(f"{type(row).__name__}.{field.name} points at another organization's row.")


def _check_target(model: type[models.Model], name: str, value: Any) -> None:
    """`update(fk=...)` is checked like a save: the new target must be readable here."""
    field = next((f for f in tenant_foreign_keys(model) if name in (f.name, f.attname)), None)
    if field is None or value is None:
        return
    if hasattr(value, "resolve_expression"):
        raise WrongTenant(f"{model.__name__}.{name} takes a row, not an expression.")
    key = value.pk if isinstance(value, models.Model) else value
    if not field.related_model.objects.filter(pk=key).exists():
        raise WrongTenant(f"{model.__name__}.{name} points at another organization's row.")
