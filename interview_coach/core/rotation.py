"""Bringing everything that is encrypted under the newest key (`manage.py rotate_keys`)."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime

from django.db.models.functions import Substr

from interview_coach.core.encryption import KEY_ID_LENGTH, PREFIX, keyring
from interview_coach.core.fields import Stored
from interview_coach.core.models import ColumnPass
from interview_coach.core.rewriting import BATCH, Column, Told, begin_anew, encrypted_columns, outdated, rewrite
from interview_coach.core.tenancy import all_tenants


def keys_in_use() -> dict[str, Counter[str]]:
    """Return for each column how many rows are under which key, by key id."""
    with all_tenants():
        return {column.name: _keys_of(column) for column in encrypted_columns()}


def _keys_of(column: Column) -> Counter[str]:
    start = len(PREFIX) + 1 + column.holds_json  # Substr counts from 1, and JSON begins with a quote
    rows = column.rows().filter(column.under()).annotate(key_id=Substr("stored", start, KEY_ID_LENGTH))
    return Counter(rows.order_by().values_list("key_id", flat=True).iterator())


def rotate_keys(*, now: datetime, batch: int = BATCH) -> Iterator[Told]:
    """Rewrite what is under an older key, batch by batch; one that was interrupted goes on where it stopped."""
    job = f"rotate:{keyring().newest}"
    with all_tenants():
        if not ColumnPass.objects.filter(job=job, finished_at=None).exists():
            begin_anew(job)
        for column in encrypted_columns():
            yield from rewrite(
                job=job, column=column, rows=outdated(column), change=_rotation_of(column), now=now, batch=batch
            )


def _rotation_of(column: Column) -> Callable[[str], Stored]:
    keys = keyring()
    return lambda stored: Stored(keys.rotate(json.loads(stored) if column.holds_json else stored))
