import json
import sqlite3
from contextlib import closing

import pytest
from django.db import connection

from interview_coach.core.encryption import decrypt
from interview_coach.core.tasks import _send_to_broker, deliver_with
from tests.cast import PASSWORD
from tests.core.clients import CommittingClient
from tests.hashers import QuickPBKDF2PasswordHasher


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


@pytest.fixture
def mailed():
    """What is handed over to be mailed: template, address and what fills it."""
    handed = []
    deliver_with(
        lambda name, kwargs, seconds: "sealed" in kwargs and handed.append(json.loads(decrypt(kwargs["sealed"])))
    )
    yield handed
    deliver_with(_send_to_broker)


@pytest.fixture
def accept(anyone):
    """Accept an invitation without being signed in."""

    def send(token, password=PASSWORD, **profile):
        body = {"token": token, "password": password, **profile}
        return anyone.post("/api/v1/auth/invitations/accept/", body, format="json")

    return send


@pytest.fixture
def to_disk(tmp_path, monkeypatch):
    """Call it to let threads work on a database of files, as the product does: SQLite in memory has no queue for its
    writers. What they did is then read by threads, too."""

    def move():
        if connection.vendor == "sqlite":
            file = tmp_path / "copy.sqlite3"
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [str(file)])
            with closing(sqlite3.connect(file)) as alone:  # of many who come at once only one could switch it on
                alone.execute("PRAGMA journal_mode = WAL")
            monkeypatch.setitem(connection.settings_dict, "NAME", str(file))

    return move


@pytest.fixture
def hashed(monkeypatch):
    """A list that grows with each password that is hashed, to be stored or to be compared."""
    made, encode = [], QuickPBKDF2PasswordHasher.encode

    def counting(self, password, salt, iterations=None):
        made.append(salt)
        return encode(self, password, salt, iterations)

    monkeypatch.setattr(QuickPBKDF2PasswordHasher, "encode", counting)
    return made


@pytest.fixture
def while_hashing(monkeypatch):
    """Let something happen, once, right after the next password was compared: hashing takes long."""
    verify = QuickPBKDF2PasswordHasher.verify

    def arrange(happen):
        waiting = [happen]

        def comparing(self, password, encoded):
            right = verify(self, password, encoded)
            if waiting:
                waiting.pop()()
            return right

        monkeypatch.setattr(QuickPBKDF2PasswordHasher, "verify", comparing)

    return arrange
