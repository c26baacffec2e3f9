"""One installation of each shape for all journeys."""

import pytest

from tests.journeys.installation import Client, Installation


@pytest.fixture(scope="session")
def production():
    """`make up`: PostgreSQL, Valkey, API, sockets, worker and beat as processes of their own."""
    with Installation("up") as installation:
        yield installation


@pytest.fixture(scope="session")
def embedded():
    """`make run`: one process on SQLite."""
    with Installation("serve") as installation:
        yield installation


@pytest.fixture(params=["production", "embedded"])
def installation(request):
    return request.getfixturevalue(request.param)


@pytest.fixture
def bob(installation):
    return Client(installation.base, "bob@acme.example")
