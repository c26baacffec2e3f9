"""Cursors that tell the database in which scope a statement runs, in the same round trip.

A scope is two settings of the session, which the policies read: `app.organization` (an id, `*` for every organization,
empty for none) and `app.library` (the id of the house, where its library may be read). They are sent ahead of a
statement when the scope has changed since the last one, as one message, and never otherwise.
"""

from typing import Any, Self

import psycopg
from django.db.backends.postgresql import base

from interview_coach.core.scope import Scope, scope_in_force

# Their methods are the driver's, of which the types of Django know nothing.
_Cursor: Any = base.Cursor
_ServerSideCursor: Any = base.ServerSideCursor

EVERYONE = "*"
# Statements that can follow the announcement in one message, and such as touch no rows and need none.
WITH_ROWS = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")
WITHOUT_ROWS = ("SAVEPOINT", "RELEASE", "ROLLBACK", "SET")

Held = tuple[str, str]


def settings_of(scope: Scope | None) -> Held:
    """Return the values of `app.organization` and `app.library` for a scope."""
    if scope is None:
        return "", ""
    if scope.writable is None or scope.readable is None:
        return EVERYONE, ""
    (organization,) = scope.writable
    library = scope.readable - scope.writable
    return str(organization), str(*library)


def forget_scope(connection: Any) -> None:
    """Take nothing for granted about what the session is set to: a transaction ended, and may have taken it back."""
    connection.held_scope = None


def _announcement(connection: Any, wanted: Held) -> str:
    """Return what the database has to be told before the next statement; empty where it knows."""
    if getattr(connection, "held_scope", None) == wanted:
        return ""
    return "SET app.organization = '{}'; SET app.library = '{}'; ".format(*wanted)


def _announce(connection: Any, wanted: Held | None = None) -> None:
    """Tell the database of the scope by a message of its own, for what cannot be sent along with it."""
    wanted = wanted or settings_of(scope_in_force())
    if announcement := _announcement(connection, wanted):
        with psycopg.ClientCursor(connection) as cursor:
            cursor.execute(announcement.encode())
        connection.held_scope = wanted


class ScopedCursor(_Cursor):
    """The cursor of every ordinary statement."""

    def execute(self, query: Any, params: Any = None, **more: Any) -> Self:
        connection: Any = self.connection
        kind = query.lstrip(" (\n").upper() if isinstance(query, str) else ""
        try:
            if kind.startswith(WITH_ROWS):
                self._execute_in_scope(connection, query, params, **more)
            else:
                if not kind.startswith(WITHOUT_ROWS):
                    _announce(connection)
                super().execute(query, params, **more)
        except Exception:
            forget_scope(connection)  # what fails takes back what was set with it
            raise
        return self

    def _execute_in_scope(self, connection: Any, query: str, params: Any, **more: Any) -> None:
        wanted = settings_of(scope_in_force())
        announcement = _announcement(connection, wanted)
        super().execute(announcement + query, params, **more)
        if announcement:
            self.nextset()  # past the answers to both settings
            self.nextset()
            connection.held_scope = wanted

    def executemany(self, *args: Any, **more: Any) -> None:
        _announce(self.connection)
        super().executemany(*args, **more)

    def copy(self, *args: Any, **more: Any) -> Any:
        _announce(self.connection)
        return super().copy(*args, **more)

    def stream(self, *args: Any, **more: Any) -> Any:
        _announce(self.connection)
        return super().stream(*args, **more)


class ScopedServerSideCursor(_ServerSideCursor):
    """The cursor of `iterator()`: read to its end in the scope it was declared in, whatever goes on in between."""

    scope: Held

    def execute(self, *args: Any, **more: Any) -> Self:
        self.scope = settings_of(scope_in_force())
        self._announce()
        super().execute(*args, **more)
        return self

    def _announce(self) -> None:
        _announce(self.connection, self.scope)

    def fetchone(self) -> Any:
        self._announce()
        return super().fetchone()

    def fetchmany(self, *args: Any, **more: Any) -> Any:
        self._announce()
        return super().fetchmany(*args, **more)

    def fetchall(self) -> Any:
        self._announce()
        return super().fetchall()

    def __next__(self) -> Any:
        self._announce()
        return super().__next__()
