"""Who runs a statement: the owner of the tables or the application; and what is wrong with either."""

from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from django.core.checks import CheckMessage, Error
from django.core.checks import Warning as Advice
from django.db import connections
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from interview_coach.core.postgresql.wall import gaps, raise_wall

ROLE = """
SELECT rolsuper OR rolbypassrls, EXISTS (
    SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND pg_has_role(tableowner, 'MEMBER')
) FROM pg_roles WHERE rolname = current_user
"""


def as_owner(alias: str) -> AbstractContextManager[None]:
    """Work as the owner of the tables of a database, where it knows owners."""
    connection: Any = connections[alias]
    return connection.as_owner() if connection.vendor == "postgresql" else nullcontext()


@receiver(post_migrate, dispatch_uid="raise the wall")
def on_migrated(sender: Any, using: str, **more: Any) -> None:
    """Raise the wall once after a `migrate`; a flush, which sends the signal as well, leaves tables as they are."""
    if sender.label == "core" and "plan" in more and connections[using].vendor == "postgresql":
        raise_wall(connections[using])


def check_role(databases: Iterable[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Name a role of the application that policies do not bind, or that could lift them."""
    found: list[CheckMessage] = []
    for connection in (connections[alias] for alias in databases or ()):
        # While migrations run this is the owner's connection, of whom nothing is asked.
        if connection.vendor == "postgresql" and "APPLICATION" not in connection.settings_dict:
            found += _faults(connection)
    return found


def is_passed_by(connection: Any) -> bool:
    """Whether row-level security does not bind the role of this connection."""
    return bool(_role(connection)[0])


def _role(connection: Any) -> tuple[bool, bool]:
    with connection.cursor() as cursor:
        cursor.execute(ROLE)
        passes, owns = cursor.fetchone()
    return passes, owns


def _faults(connection: Any) -> list[CheckMessage]:
    passes, owns = _role(connection)
    if passes:
        return [
            Error(
                "The application's database role is a superuser or has BYPASSRLS: no wall stands between tenants.",
                hint="Let DATABASE_URL name a plain role, and DATABASE_OWNER_URL the owner of the tables.",
                id="coach.E020",
            )
        ]
    if owns:
        return [
            Advice(
                "The application's database role owns the tables: it is bound by the policies, but could lift them.",
                hint="Let DATABASE_OWNER_URL name the owner and DATABASE_URL another role; `migrate` makes it.",
                id="coach.W020",
            )
        ]
    return []


def wall_stands(connection: Any) -> bool:
    """Whether every tenant table is behind its policies, and the role of this connection bound by them."""
    return connection.vendor != "postgresql" or not (is_passed_by(connection) or gaps(connection))
