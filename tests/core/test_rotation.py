"""Keys are rotated while the product serves: nothing is lost, nothing unreadable, and what was killed goes on."""

import io
import os
import signal
import subprocess
import sys
import threading
import time

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections

from accounts.models import Organization, User
from interview_coach.core.encryption import Keyring, key_id
from interview_coach.core.fields import Stored
from interview_coach.core.models import ColumnPass, IdempotencyKey
from interview_coach.core.rewriting import encrypted_columns, outdated, rewrite
from interview_coach.core.rotation import keys_in_use, rotate_keys
from interview_coach.core.secret import encryption_key
from interview_coach.core.tenancy import all_tenants
from interview_coach.core.text_policy import remember
from tests.factories import UserFactory

OLD, NEW = encryption_key(), encryption_key()


def rotate(*options):
    """Run the command and return what it printed."""
    out = io.StringIO()
    call_command("rotate_keys", *options, stdout=out, stderr=out)
    return out.getvalue()


def secrets():
    return dict(User.objects.exclude(two_factor_secret="").values_list("pk", "two_factor_secret"))


def people(settings, count):
    settings.ENCRYPTION_KEYS = [OLD]
    users = [UserFactory(two_factor_secret=f"secret {n}") for n in range(count)]
    settings.ENCRYPTION_KEYS = [NEW, OLD]
    return {user.pk: user.two_factor_secret for user in users}


def under():
    return dict(keys_in_use()["users.two_factor_secret"])


@pytest.mark.django_db
def test_everything_comes_under_the_newest_key(settings, now):
    held = people(settings, 5)
    assert under() == {key_id(OLD): 5}
    assert f"5 rows rewritten under the key {key_id(NEW)}" in rotate("--batch-size", "2")
    settings.ENCRYPTION_KEYS = [NEW]
    assert (under(), secrets()) == ({key_id(NEW): 5}, held)
    assert "0 rows rewritten" in rotate()


@pytest.mark.django_db
def test_a_dry_run_changes_nothing(settings):
    people(settings, 2)
    assert f"users.two_factor_secret: 2 under {key_id(OLD)} (known)\n2 rows to rewrite." in rotate("--dry-run")
    assert (under(), ColumnPass.objects.count()) == ({key_id(OLD): 2}, 0)


@pytest.mark.django_db
def test_every_kind_of_column_is_rotated(settings, acme, alice, now):
    """A text, a JSON document and a secret; the columns are found by their fields, so a new one is found too."""
    assert {column.name for column in encrypted_columns()} >= {
        "users.two_factor_secret", "idempotency_keys.response", "answers.text", "answers.transcript",
        "answers.revision_history", "interviews.notes", "interview_questions.draft", "reviews.appeal",
        "verdicts.comment", "verdicts.criteria", "ai_calls.exchange",
    }  # fmt: skip
    settings.ENCRYPTION_KEYS = [OLD]
    Organization.objects.filter(pk=acme.pk).update(encrypts_texts=True)
    remember(acme.pk, True)
    with alice.scope():
        row = IdempotencyKey.objects.create(
            organization=acme, user=alice.user, scope="s", fingerprint="f", lease_expires_at=now, created_at=now,
            response={"said": ["\"quoted\" \\ 💥"]},
        )  # fmt: skip
    settings.ENCRYPTION_KEYS = [NEW, OLD]
    rotate()
    settings.ENCRYPTION_KEYS = [NEW]
    with alice.scope():
        assert IdempotencyKey.objects.get(pk=row.pk).response == {"said": ['"quoted" \\ 💥']}
    assert keys_in_use()["idempotency_keys.response"] == {key_id(NEW): 1}


@pytest.mark.django_db
def test_what_has_an_unknown_key_is_named_and_left(settings):
    held = people(settings, 2)
    settings.ENCRYPTION_KEYS = [encryption_key()]
    UserFactory(two_factor_secret="under a key that is lost")
    lost = key_id(settings.ENCRYPTION_KEYS[0])
    settings.ENCRYPTION_KEYS = [NEW, OLD]
    with pytest.raises(CommandError, match="1 rows are not under the newest key"):
        rotate()
    assert under() == {lost: 1, key_id(NEW): 2}
    assert dict(User.objects.filter(pk__in=held).values_list("pk", "two_factor_secret")) == held


@pytest.mark.django_db
def test_an_interrupted_rotation_goes_on_where_it_stopped(settings, now):
    held = people(settings, 6)
    first = rotate_keys(now=now, batch=2)
    assert (next(first).rewritten, next(first).rewritten) == (2, 2)
    first.close()  # killed
    assert under() == {key_id(OLD): 2, key_id(NEW): 4}
    on_its_way = ColumnPass.objects.get(column="users.two_factor_secret")
    assert (on_its_way.rewritten, on_its_way.cursor, on_its_way.finished_at) == (4, sorted(held)[3], None)
    assert [told.seen for told in rotate_keys(now=now, batch=2)] == [2]
    assert (under(), secrets()) == ({key_id(NEW): 6}, held)


@pytest.mark.django_db
def test_a_write_in_between_is_not_overwritten(settings, now):
    """The batch was read; before it is written back somebody has a new secret."""
    held = people(settings, 1)
    (user,) = held
    ring = Keyring([NEW, OLD])

    def change_meanwhile(column):
        def change(stored):
            User.objects.filter(pk=user).update(two_factor_secret="fresh")
            return Stored(ring.rotate(stored))

        return change

    (column,) = [c for c in encrypted_columns() if c.name == "users.two_factor_secret"]
    told = list(rewrite(job="x", column=column, rows=outdated(column), change=change_meanwhile(column), now=now))
    assert [(batch.seen, batch.rewritten) for batch in told] == [(1, 0)]
    assert secrets() == {user: "fresh"}


# --- under load, and killed: PostgreSQL -------------------------------------------------------------------------------
needs_postgres = pytest.mark.skipif(connection.vendor != "postgresql", reason="many writers need PostgreSQL")


class Load:
    """Four writers, the first of which still has the older key first for a while, and two readers."""

    def __init__(self, ids):
        self.ids, self.done, self.errors, self.last = ids, threading.Event(), [], {}
        work = [(self.write, number) for number in range(4)] + [(self.read,), (self.read,)]
        self.threads = [threading.Thread(target=self.kept, args=each) for each in work]

    def kept(self, work, *args):
        try:
            work(*args)
        except Exception as error:  # noqa: BLE001  (told by the test, in the thread that can fail)
            self.errors.append(error)
        finally:
            connections.close_all()

    def write(self, number):
        mine, count = self.ids[number::4], 0
        ring = Keyring([OLD, NEW]) if number == 0 else Keyring([NEW, OLD])
        while not self.done.is_set() and (number or count < 150):
            key, text = mine[count % len(mine)], f"written by {number}, {count}"
            User.objects.filter(pk=key).update(two_factor_secret=Stored(ring.encrypt(text)))
            self.last[key], count = text, count + 1

    def read(self):
        while not self.done.is_set():
            secrets()

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *exception):
        self.done.set()
        for thread in self.threads:
            thread.join()


@needs_postgres
@pytest.mark.django_db(transaction=True)
def test_rotated_under_load_nothing_is_unreadable(settings):
    held = people(settings, 300)
    with Load(list(held)) as load:
        load.threads[0].join()  # it is restarted with the new order before keys are rotated
        printed = rotate("--batch-size", "20")
    assert load.errors == []
    assert "Nothing is left under another key" in printed
    settings.ENCRYPTION_KEYS = [NEW]
    assert (under(), secrets()) == ({key_id(NEW): 300}, held | load.last)


@needs_postgres
@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_and_resumed(settings):
    held = people(settings, 400)
    name = connection.settings_dict["NAME"]
    address, _, options = os.environ["DATABASE_URL"].partition("?")
    url = f"{address.rpartition('/')[0]}/{name}?{options}"
    environment = {**os.environ, "DATABASE_URL": url, "ENCRYPTION_KEYS": f"{NEW},{OLD}",
                   "DJANGO_SETTINGS_MODULE": "interview_coach.settings"}  # fmt: skip
    command = [sys.executable, "manage.py", "rotate_keys", "--batch-size", "1"]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE)
    while process.poll() is None and not ColumnPass.objects.filter(rewritten__gt=20).exists():
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert process.returncode == -signal.SIGKILL, process.stderr.read()
    before = under()
    assert 0 < before[key_id(OLD)] < 400
    with all_tenants():
        assert secrets() == held
    printed = rotate("--batch-size", "50")
    settings.ENCRYPTION_KEYS = [NEW]
    assert f"{before[key_id(OLD)]} rows rewritten" in printed
    assert (under(), secrets()) == ({key_id(NEW): 400}, held)
