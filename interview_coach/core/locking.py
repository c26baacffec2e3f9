"""Row locks that leave foreign-key checks alone."""

from typing import TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

_Row = TypeVar("_Row", bound=Model)


def locked(rows: QuerySet[_Row]) -> QuerySet[_Row]:
    """Return `rows` to be locked against other writers until the transaction ends.

    Django checks foreign keys at COMMIT, and each check wants a share of the row pointed at. A plain FOR UPDATE refuses
    it, and two transactions that lock and point crosswise would deadlock; FOR NO KEY UPDATE lets the checks pass.
    """
    return rows.select_for_update(no_key=connection.features.has_select_for_no_key_update)
