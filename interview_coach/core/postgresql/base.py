"""Django's PostgreSQL backend with two things more: statements carry their tenant scope, and there may be an owner.

The owner is a role of its own that migrations run under; its address is `OWNER` in the database's settings. Everything
else runs under the application's role, which owns nothing and so cannot lift the policies.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.backends.postgresql import base, creation
from django.db.transaction import TransactionManagementError

from interview_coach.core.postgresql.cursors import ScopedCursor, ScopedServerSideCursor, forget_scope

# What it inherits from is not all in the types of Django.
_DatabaseWrapper: Any = base.DatabaseWrapper
ADDRESS = ("USER", "PASSWORD", "HOST", "PORT")


class DatabaseCreation(creation.DatabaseCreation):
    """Test databases are made, and dropped, by the owner."""

    connection: Any

    def create_test_db(self, *args: Any, **more: Any) -> str:
        with self.connection.as_owner():
            return str(super().create_test_db(*args, **more))

    def destroy_test_db(self, *args: Any, **more: Any) -> None:
        with self.connection.as_owner():
            super().destroy_test_db(*args, **more)


class DatabaseWrapper(_DatabaseWrapper):
    creation_class = DatabaseCreation
    settings_dict: dict[str, Any]

    @contextmanager
    def as_owner(self) -> Iterator[None]:
        """Connect as the owner of the tables within the block, where one is configured; nothing changes otherwise."""
        application, owner = self.settings_dict, self.settings_dict.get("OWNER")
        if not owner:
            yield
            return
        if self.in_atomic_block:
            raise TransactionManagementError("Another role cannot take part in a transaction that has begun.")
        self.close()
        options = {name: value for name, value in application["OPTIONS"].items() if name != "pool"}
        address = {name: owner[name] for name in ADDRESS}
        self.settings_dict = {**application, **address, "OPTIONS": options, "OWNER": None, "APPLICATION": application}
        try:
            yield
        finally:
            self.close()
            self.settings_dict = application

    def get_connection_params(self) -> dict[str, Any]:
        return {**super().get_connection_params(), "cursor_factory": ScopedCursor}

    def get_new_connection(self, conn_params: Any) -> Any:
        connection = super().get_new_connection(conn_params)
        forget_scope(connection)  # from the pool, it may be set to what its last user read
        return connection

    def create_cursor(self, name: str | None = None) -> Any:
        if name is None:
            return super().create_cursor()
        return ScopedServerSideCursor(self.connection, name=name, scrollable=False, withhold=self.connection.autocommit)

    # A setting is taken back with the transaction it was made in, and a COMMIT may come out as a ROLLBACK.
    def _commit(self) -> None:
        if self.connection is not None:
            forget_scope(self.connection)
        super()._commit()

    def _rollback(self) -> None:
        if self.connection is not None:
            forget_scope(self.connection)
        super()._rollback()

    def _savepoint_rollback(self, sid: str) -> None:
        forget_scope(self.connection)
        super()._savepoint_rollback(sid)
