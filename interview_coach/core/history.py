"""What a row was at any time, who changed it, and why: one more table beside each table that keeps its versions.

Only what people decide is kept. Running counters and statistics are left out, and a write that changes nothing else
leaves no trace here. Signals carry it, so `update()` and `bulk_create()` would pass it by: versioned rows are saved.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from copy import deepcopy
from datetime import datetime
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.utils import timezone
from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords

from interview_coach.core.models import uuid7
from interview_coach.core.tenancy import TenantModel, tenant_scope

CREATED, CHANGED, DELETED = "+", "~", "-"
# How a row is found and when it was written: none of these is a decision.
NEVER_KEPT = ("organization", "uuid", "created_at", "updated_at")

_author: ContextVar[int | None] = ContextVar("history_author", default=None)
_reason: ContextVar[str] = ContextVar("history_reason", default="")


@contextmanager
def authored_by(user_id: int | None) -> Iterator[None]:
    """Let `user_id` be named as who makes the changes within; None is the system."""
    token = _author.set(user_id)
    try:
        yield
    finally:
        _author.reset(token)


@contextmanager
def because(reason: str) -> Iterator[None]:
    """Let `reason` be kept with the changes within; one that is given further out yields."""
    token = _reason.set(reason)
    try:
        yield
    finally:
        _reason.reset(token)


class Change(TenantModel):
    """A row as it was from one change to the next. `id` is the row's, `uuid` the change's own."""

    uuid = models.UUIDField(unique=True, default=uuid7, editable=False)

    class Meta(TenantModel.Meta):
        abstract = True


class ScopedHistory(HistoryManager):
    """`Model.history`, within the scope in force like any other manager."""

    def get_super_queryset(self) -> Any:
        return self.model.objects.all()


class Versioned(models.Model):
    """A row that knows what the database held when it was loaded, so that a save can tell whether it changes that."""

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: str | None, field_names: Any, values: Any, **more: Any) -> Self:
        row = super().from_db(db, field_names, values, **more)
        remember(row)
        return row

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        super().refresh_from_db(*args, **kwargs)
        remember(self)


class History(HistoricalRecords):
    """Keeps the versions of a model in `table`, all columns but `without`."""

    def __init__(self, *, table: str, without: tuple[str, ...] = (), **inner: Any) -> None:
        super().__init__(
            table_name=table, excluded_fields=inner.pop("excluded_fields", without), bases=(Change,),
            history_id_field=models.BigAutoField(), history_manager=ScopedHistory,
            history_change_reason_field=models.TextField(blank=True), **inner,
        )  # fmt: skip

    def fields_included(self, model: Any) -> list[Any]:
        return [field for field in super().fields_included(model) if field.name not in NEVER_KEPT]

    def copy_fields(self, model: Any) -> dict[str, Any]:
        """A history is read by its row and time alone: no other index is kept up."""
        fields: dict[str, Any] = super().copy_fields(model)
        for field in fields.values():
            field.db_index = False
        return fields

    @property
    def _date_indexing(self) -> bool:
        return False

    def get_meta_options(self, model: Any) -> dict[str, Any]:
        return {
            **super().get_meta_options(model),
            "base_manager_name": "objects",
            "indexes": [models.Index(fields=["organization", model._meta.pk.name, "history_date"])],
        }

    def post_save(
        self, instance: Any, created: bool, using: Any = None, update_fields: Any = None, raw: bool = False, **more: Any
    ) -> None:
        if not raw and (created or self._changes(instance, update_fields)):
            self.create_historical_record(instance, CREATED if created else CHANGED, using=using)

    def _changes(self, row: Any, update_fields: frozenset[str] | None) -> bool:
        """Whether a save of these columns changed one that is kept. Asks nothing of the database."""
        known = row.__dict__.get("_known")
        for field in self.fields_included(row):
            written = update_fields is None or {field.name, field.attname} & set(update_fields)
            if written and (known is None or known.get(field.attname) != row.__dict__.get(field.attname)):
                return True
        return False

    def create_historical_record(self, instance: Any, history_type: str, using: Any = None) -> None:
        model = getattr(type(instance), self.manager_name).model
        row = model(
            **{field.attname: getattr(instance, field.attname) for field in self.fields_included(instance)},
            organization_id=owner_of(instance), history_user_id=_author.get(), history_change_reason=_reason.get(),
            history_date=timezone.now(), history_type=history_type,
        )  # fmt: skip
        # The row it tells of was checked when it was written; its pointers would only be looked up once more.
        with tenant_scope(row.organization_id):
            row.save_base(force_insert=True)
        remember(instance)


def remember(row: Any) -> None:
    """Keep what the database holds of a row's columns; lists and objects are copied, they may be changed in place."""
    held = row.__dict__
    columns = (field.attname for field in row._meta.concrete_fields if field.attname in held)
    row.__dict__["_known"] = {
        name: deepcopy(held[name]) if isinstance(held[name], list | dict) else held[name] for name in columns
    }


def owner_of(row: Any) -> int:
    """Return the organization that a row, or the organization itself, belongs to."""
    return int(row.organization_id if isinstance(row, TenantModel) else row.pk)


def changes_of(row: Any) -> models.QuerySet[Any]:
    """Return what happened to a row, the newest first, with who did it."""
    changes: models.QuerySet[Any] = type(row).history.model.objects.filter(id=row.pk)
    return changes.select_related("history_user").order_by("-uuid")


def as_of(row: Any, when: datetime) -> Any:
    """Return the change by which a row was what it was at `when`; None where it was not there, or nothing is known."""
    found = changes_of(row).filter(history_date__lte=when).order_by("-history_date", "-history_id").first()
    return None if found is None or found.history_type == DELETED else found


def kept_columns(change: Any) -> list[Any]:
    """Return the columns that a history keeps of its row."""
    return [field for field in change.tracked_fields if field.name not in (*NEVER_KEPT, "id")]


def state_of(change: Any) -> dict[str, Any]:
    """Return what a row was by a change, by column."""
    return {field.attname: getattr(change, field.attname) for field in kept_columns(change)}


def differences(change: Any, before: Any) -> list[tuple[str, Any, Any]]:
    """Return what a change changed: column, value before, value after. Without a change before it, all of it is new."""
    former = state_of(before) if before is not None else {}
    return [(name, former.get(name), value) for name, value in state_of(change).items() if former.get(name) != value]


def histories() -> list[Any]:
    """Return the models of all histories."""
    return [model for model in apps.get_models() if issubclass(model, Change)]
