"""The one who stands above every wall, for control runs."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def as_superuser() -> Iterator[None]:
    """Connect as the superuser of the tests' PostgreSQL (`tests.services`) within the block."""
    kept = connection.settings_dict
    connection.close()
    connection.settings_dict = {**kept, "USER": "postgres", "OWNER": None}
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict = kept
