"""What goes out: rows shaped by the database, described by serializers.

A list of twenty is one SQL statement of exactly the columns the answer shows; no model instance is built on the way.
The same serializer documents the answer, so what is promised and what is selected cannot drift apart.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.db.models import Model, QuerySet
from django.db.models.query import ValuesIterable
from rest_framework import serializers


class RowSerializer(serializers.Serializer[Any]):
    """Names the columns of an answer. `source="question.uuid"` follows a relation; `annotated` names annotations."""

    def to_representation(self, instance: Any) -> Any:
        return instance

    @classmethod
    def shape(cls, queryset: QuerySet[Any]) -> Any:
        """Return `queryset` as dictionaries of this serializer's fields: one SQL statement of just those columns."""
        rows = queryset.values(*_sources(cls))
        rows._iterable_class = _rows_named(cls)  # noqa: SLF001  (how Django itself makes `values()` yield dictionaries)
        return rows

    @classmethod
    def of(cls, row: Model) -> dict[str, Any]:
        """Return one model instance in the same shape, reading only what it already holds."""
        return {name: _follow(row, field.source or name) for name, field in cls().fields.items()}


@cache
def _sources(serializer: type[RowSerializer]) -> dict[str, str]:
    """Return the ORM path of each field, mapped to the field's name."""
    return {(field.source or name).replace(".", "__"): name for name, field in serializer().fields.items()}


@cache
def _rows_named(serializer: type[RowSerializer]) -> type[ValuesIterable]:
    """Return an iterable of rows whose paths have given way to field names; annotations keep theirs.

    Django cannot do this itself: a column may not be selected under the name of a relation.
    """
    names = _sources(serializer)

    class Rows(ValuesIterable):
        def __iter__(self) -> Iterator[dict[str, Any]]:
            for row in super().__iter__():
                yield {names.get(path, path): value for path, value in row.items()}

    return Rows


def _follow(row: Any, source: str) -> Any:
    for part in source.replace("__", ".").split("."):
        row = getattr(row, part) if row is not None else None
    return row
