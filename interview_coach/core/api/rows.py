"""What goes out: rows shaped by the database, described by serializers.

A list of twenty is one SQL statement of exactly the columns the answer shows; no model instance is built on the way.
The same serializer documents the answer, so what is promised and what is selected cannot drift apart.
"""

from typing import Any

from django.db.models import F, Model, QuerySet
from rest_framework import serializers


class RowSerializer(serializers.Serializer[Any]):
    """Names the columns of an answer. `source="question.uuid"` follows a relation; `annotated` names annotations."""

    def to_representation(self, instance: Any) -> Any:
        return instance

    @classmethod
    def shape(cls, queryset: QuerySet[Any]) -> Any:
        """Return `queryset` as dictionaries of this serializer's fields."""
        plain, renamed = [], {}
        for name, field in cls().fields.items():
            source = (field.source or name).replace(".", "__")
            if source == name:
                plain.append(name)
            else:
                renamed[name] = F(source)
        return queryset.values(*plain, **renamed)

    @classmethod
    def of(cls, row: Model) -> dict[str, Any]:
        """Return one model instance in the same shape, reading only what it already holds."""
        return {name: _follow(row, field.source or name) for name, field in cls().fields.items()}


def _follow(row: Any, source: str) -> Any:
    for part in source.replace("__", ".").split("."):
        row = getattr(row, part) if row is not None else None
    return row
