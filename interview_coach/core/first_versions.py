"""Histories begin with what is there: a migration writes the first version of each row that came by migrations."""

from typing import Any

from django.db.migrations import RunPython
from django.utils import timezone

from interview_coach.core.models import uuid7
from interview_coach.core.tenancy import all_tenants

BATCH = 500


def first_versions(app: str, *models: str) -> RunPython:
    """Return the operation that does so for these models of an app."""

    def write(apps: Any, schema_editor: Any) -> None:
        with all_tenants():
            for name in models:
                _write(apps.get_model(app, name), apps.get_model(app, f"Historical{name}"))

    return RunPython(write, RunPython.noop)


def _write(model: Any, history: Any) -> None:
    theirs = {field.attname for field in model._meta.concrete_fields} - {"uuid", "organization_id"}
    columns = [field.attname for field in history._meta.concrete_fields if field.attname in theirs]
    rows = model.objects.order_by("pk").iterator(BATCH)
    history.objects.bulk_create((_first(history, row, columns) for row in rows), BATCH)


def _first(history: Any, row: Any, columns: list[str]) -> Any:
    return history(
        **{name: getattr(row, name) for name in columns}, organization_id=getattr(row, "organization_id", row.pk),
        uuid=uuid7(), history_type="+", history_date=timezone.now(), history_change_reason="",
    )  # fmt: skip
