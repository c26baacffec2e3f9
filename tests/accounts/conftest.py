import pytest

from tests.core.clients import CommittingClient


@pytest.fixture
def sign_in(sign_in):
    """The same, with a client whose requests commit."""

    def make(*args, **columns):
        person = sign_in(*args, **columns)
        person.client = CommittingClient(HTTP_AUTHORIZATION=f"Bearer {person.access}")
        return person

    return make


@pytest.fixture
def anyone(public):
    """A client that nobody has signed in on."""
    return CommittingClient()
