"""Which commits may be lost with the database machine, and need not wait for its disk."""

from django.db import connection


def need_not_survive_a_crash() -> None:
    """Let the current transaction commit without waiting for the disk, where the database can (PostgreSQL).

    For rows that only say that something is under way: what follows them commits durably, and takes them along.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit TO OFF")
