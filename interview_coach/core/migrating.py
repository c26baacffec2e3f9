"""Migrations that change no table."""

from typing import Any

from django.db.migrations.operations import SeparateDatabaseAndState


class OfNamesAlone(SeparateDatabaseAndState):
    """Takes `state_operations` that say how columns are called to people. No table changes by them, so the models are
    rendered once for all of them and not once for each, which took seconds on every new database."""

    def state_forwards(self, app_label: str, state: Any) -> None:
        vars(state).pop("apps", None)
        super().state_forwards(app_label, state)
