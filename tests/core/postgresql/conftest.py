"""What the tests of the wall share: rows of two tenants, and statements that no filter of ours stands in."""

import pytest
from django.db import connection

only_on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="row-level security is PostgreSQL's")


def pytest_collection_modifyitems(items):
    for item in items:
        if "core/postgresql" in str(item.path):
            item.add_marker(only_on_postgresql)


@pytest.fixture
def ask():
    """Run a statement as it stands, and return its first column; or how many rows it changed."""

    def run(statement, *values):
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            return [row[0] for row in cursor.fetchall()] if cursor.description else cursor.rowcount

    return run
