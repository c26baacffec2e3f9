"""Going through what is stored encrypted, in batches by primary key, beside whoever writes.

A row is rewritten only if it still holds what was read: a concurrent write wins, and is under the newest key anyway.
How far a job has come is stored, so that one that was killed goes on from there.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import F, Q, QuerySet, TextField
from django.db.models.functions import Cast

from interview_coach.core.encryption import PREFIX, Unreadable, keyring
from interview_coach.core.fields import EncryptedTextField, Stored, TenantJSONField, TenantTextField
from interview_coach.core.models import ColumnPass

BATCH = 500


class Column(NamedTuple):
    """A column that may hold ciphertext."""

    model: Any
    field: Any

    @property
    def name(self) -> str:
        return f"{self.model._meta.db_table}.{self.field.column}"

    @property
    def holds_json(self) -> bool:
        return isinstance(self.field, TenantJSONField)

    def rows(self) -> QuerySet[Any]:
        """Return the scope's rows with what they hold as the text it is stored as, at `stored`."""
        rows: QuerySet[Any] = self.model.objects.annotate(stored=Cast(F(self.field.name), TextField()))
        return rows

    def under(self, key_id: str = "") -> Q:
        """Return the condition that a row holds ciphertext, under the given key or any."""
        quote = '"' if self.holds_json else ""
        return Q(stored__startswith=f"{quote}{PREFIX}{key_id}")


class Told(NamedTuple):
    """What became of a batch: rows looked at, rows rewritten, and rows that could not be read, with the reason."""

    seen: int
    rewritten: int
    unreadable: list[tuple[int, str]]


class Superseded(Exception):
    """The job was begun anew, or given up, while this pass was on its way."""


def encrypted_columns(*, as_asked_only: bool = False) -> list[Column]:
    """Return every column that may hold ciphertext; or those alone that do where an organization asks."""
    kinds: tuple[type, ...] = (TenantTextField, TenantJSONField)
    if not as_asked_only:
        kinds = (*kinds, EncryptedTextField)
    return [
        Column(model, field)
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, kinds)
    ]


def outdated(column: Column) -> QuerySet[Any]:
    """Return the rows under any key but the newest."""
    return column.rows().filter(column.under()).exclude(column.under(keyring().newest))


def rewrite(
    *, job: str, column: Column, rows: QuerySet[Any], change: Callable[[str], Stored], now: datetime, batch: int = BATCH
) -> Iterator[Told]:
    """Give each of `rows` the value that `change` makes of what is stored, from where the job stopped on.

    Raises `Superseded` when someone began the job anew.
    """
    progress, _ = ColumnPass.objects.get_or_create(job=job, column=column.name, defaults={"started_at": now})
    cursor = progress.cursor
    while progress.finished_at is None:
        found = list(rows.filter(pk__gt=cursor).order_by("pk").values_list("pk", "stored")[:batch])
        told = _rewrite_batch(column, found, change)
        cursor = found[-1][0] if found else cursor
        progress.finished_at = None if found else now
        kept = ColumnPass.objects.filter(pk=progress.pk)
        if not kept.update(cursor=cursor, rewritten=F("rewritten") + told.rewritten, finished_at=progress.finished_at):
            raise Superseded
        if found:
            yield told


def _rewrite_batch(column: Column, found: list[tuple[int, str]], change: Callable[[str], Stored]) -> Told:
    """Row by row, each its own commit: a batch in one transaction could lock rows crosswise with a service."""
    rewritten, unreadable = 0, []
    for key, stored in found:
        try:
            value = change(stored)
        except Unreadable as error:
            unreadable.append((key, str(error)))
            continue
        rewritten += column.rows().filter(pk=key, stored=stored).update(**{column.field.name: value})
    return Told(len(found), rewritten, unreadable)


def begin_anew(job: str) -> None:
    """Forget how far a job had come; one that is on its way stops."""
    ColumnPass.objects.filter(job=job).delete()
