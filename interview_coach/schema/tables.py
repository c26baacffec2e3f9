"""The tables of the project's own apps, as plain descriptions."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from django.apps import apps
from django.db import models
from django.db.models import CheckConstraint, UniqueConstraint
from django.db.models.fields import NOT_PROVIDED

from interview_coach.core.history import Change
from interview_coach.schema.conditions import in_words

# The tables of the specification: eleven as it lists them, and two that its multi-tenancy needs.
SPECIFIED = (
    "users", "interviews", "questions", "answers", "feedback", "performance_metrics", "user_achievements",
    "user_sessions", "activity_logs", "company_question_banks", "leaderboards", "organizations", "memberships",
)  # fmt: skip
TYPES = {
    "BigAutoField": "bigint key", "BigIntegerField": "bigint", "IntegerField": "integer",
    "PositiveSmallIntegerField": "smallint", "PositiveIntegerField": "integer", "FloatField": "double",
    "BooleanField": "boolean", "TextField": "text",
    "DateTimeField": "timestamp", "DateField": "date", "JSONField": "json", "UUIDField": "uuid",
}  # fmt: skip
DELETIONS = {
    models.CASCADE: "goes with it",
    models.PROTECT: "keeps it from being deleted",
    models.RESTRICT: "keeps it from being deleted alone",
    models.SET_NULL: "emptied with it",
}
DEFAULTS = {"dict": "{}", "list": "[]", "uuid7": "uuid7()", "new_salt": "new_salt()"}
FIRST = {"id": 0, "uuid": 1, "organization_id": 2}


class Key(NamedTuple):
    """An index or a uniqueness: its name, empty where Django makes one up, and its columns."""

    name: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    type: str
    null: bool
    default: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table; `checks` are pairs of a constraint's name and what it demands."""

    name: str
    app: str
    model: str
    purpose: str
    columns: tuple[Column, ...]
    indexes: tuple[Key, ...]
    uniques: tuple[Key, ...]
    checks: tuple[tuple[str, str], ...]

    @property
    def specified(self) -> bool:
        return self.name in SPECIFIED


def own_models() -> list[type[models.Model]]:
    """Return the models of the project's own apps, those of the machinery last; histories repeat their models."""
    own = [config for config in apps.get_app_configs() if "site-packages" not in Path(config.path).parts]
    own.sort(key=lambda config: config.label == "core")
    return [model for config in own for model in config.get_models() if not issubclass(model, Change)]


def own_tables() -> list[Table]:
    """Return a description of every table of the project's own apps."""
    return [describe(model) for model in own_models()]


def describe(model: type[models.Model]) -> Table:
    """Return the description of one model's table."""
    meta: Any = model._meta
    fields = sorted(meta.local_concrete_fields, key=lambda field: FIRST.get(field.column, len(FIRST)))
    constraints = meta.constraints
    return Table(
        name=meta.db_table,
        app=meta.app_label,
        model=f"{model.__module__}.{model.__name__}",
        purpose=" ".join((model.__doc__ or "").split()),
        columns=tuple(_column(field) for field in fields),
        indexes=(
            *(Key(index.name, _columns(model, index.fields)) for index in meta.indexes),
            *(Key("", (field.column,)) for field in fields if field.db_index and not field.unique),
        ),
        uniques=(
            *(Key(c.name, _columns(model, c.fields)) for c in constraints if isinstance(c, UniqueConstraint)),
            *(Key("", (field.column,)) for field in fields if field.unique and not field.primary_key),
        ),
        checks=tuple((c.name, in_words(model, c.condition)) for c in constraints if isinstance(c, CheckConstraint)),
    )


def _columns(model: type[models.Model], names: Any) -> tuple[str, ...]:
    meta: Any = model._meta
    return tuple(meta.get_field(name).column for name in names)


def _column(field: Any) -> Column:
    return Column(field.column, _type(field), field.null, _default(field), _meaning(field))


def _type(field: Any) -> str:
    if field.remote_field is not None:
        return "bigint"
    internal = field.get_internal_type()
    if internal == "DecimalField":
        return f"numeric({field.max_digits}, {field.decimal_places})"
    return f"varchar({field.max_length})" if internal in ("CharField", "SlugField") else TYPES[internal]


def _default(field: Any) -> str:
    if getattr(field, "auto_now_add", False):
        return "the time it is made"
    if getattr(field, "auto_now", False):
        return "the time of each save"
    if field.default is NOT_PROVIDED:
        return '""' if field.blank and field.empty_strings_allowed and not field.null else ""
    if callable(field.default):
        return DEFAULTS[field.default.__name__]
    return f'"{field.default}"' if isinstance(field.default, str) else str(field.default).lower()


def _meaning(field: Any) -> str:
    parts = [str(field.help_text)] if field.help_text else []
    if field.choices:
        parts.append("One of " + ", ".join(f"`{value}`" for value, _ in field.choices) + ".")
    if field.remote_field is not None:
        target = field.remote_field.model._meta.db_table
        parts.append(f"→ `{target}`, {DELETIONS[field.remote_field.on_delete]}.")
    return " ".join(parts)
