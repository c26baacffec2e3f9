"""What a check constraint demands, as SQL to be read."""

from typing import Any, cast

from django.db.models import F, Func, Lookup, Model, Q
from django.db.models.expressions import Combinable

COMPARISONS = {"exact": "=", "gt": ">", "gte": ">=", "lt": "<", "lte": "<="}


def in_words(model: type[Model], condition: Any) -> str:
    """Return `condition` (a Q) on rows of `model` with column names, in SQL that reads the same for every database."""
    parts = [_part(model, child) for child in condition.children]
    text = f" {condition.connector} ".join(parts)
    if condition.negated:
        return f"NOT ({text})"
    return f"({text})" if len(parts) > 1 else text


def _part(model: type[Model], child: Any) -> str:
    if isinstance(child, Q):
        return in_words(model, child)
    if isinstance(child, Lookup):
        return f"{_value(model, child.lhs)} {COMPARISONS[str(child.lookup_name)]} {_value(model, child.rhs)}"
    path, value = child
    name, _, lookup = path.partition("__")
    column = _column(model, name)
    if lookup == "isnull":
        return f"{column} IS NULL" if value else f"{column} IS NOT NULL"
    if lookup == "in":
        return f"{column} IN ({', '.join(_value(model, one) for one in value)})"
    return f"{column} {COMPARISONS[lookup or 'exact']} {_value(model, value)}"


def _column(model: type[Model], name: str) -> str:
    field: Any = model._meta.get_field(name)
    return str(field.column)


def _value(model: type[Model], value: Any) -> str:
    if isinstance(value, Func):
        arguments = ", ".join(_value(model, one) for one in value.get_source_expressions())
        return f"{str(value.function).lower()}({arguments})"
    if isinstance(value, F):
        return _column(model, cast(Any, value).name)
    if isinstance(value, Combinable):
        raise TypeError(f"No words for {value!r}.")
    return f"'{value}'" if isinstance(value, str) else str(value)
