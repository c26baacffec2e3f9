"""The scope reaches the database with the statement it is for, and is never taken for granted."""

import asyncio
import io
import os
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from asgiref.sync import sync_to_async
from django.db import DatabaseError, OperationalError, connection, connections, transaction

from accounts.models import Membership, User
from interview_coach.core.postgresql.base import DatabaseWrapper
from interview_coach.core.tenancy import all_tenants, tenant_scope
from tests.core.postgresql.roles import as_superuser

MEMBERS = "SELECT organization_id FROM memberships"


@pytest.fixture
def places(alice, charlie, acme, bravo):
    """Two organizations with one member each."""
    return acme.pk, bravo.pk


@contextmanager
def messages(said):
    """Count the statements that go to the server within the block, as libpq traces them."""
    with tempfile.TemporaryFile() as file:
        raw = connection.connection.pgconn
        raw.trace(file.fileno())
        try:
            yield
        finally:
            raw.untrace()
        os.lseek(file.fileno(), 0, os.SEEK_SET)
        said.append(sum(line.split(b"\t")[3:4] == [b"Query"] for line in io.BytesIO(file.read()).readlines()))


@pytest.mark.django_db
def test_change_of_scope_costs_no_round_trip(places, ask):
    acme, bravo = places
    sent: list[int] = []
    with messages(sent):
        for scope in (tenant_scope(acme), tenant_scope(bravo), all_tenants()):
            with scope:
                ask(MEMBERS)
                ask(MEMBERS)
        ask(MEMBERS)
        ask("UPDATE memberships SET role = role")
    assert sent == [8]


@pytest.mark.django_db
def test_scopes_follow_each_other_on_one_connection(places, ask):
    acme, bravo = places
    with tenant_scope(acme):
        assert ask(MEMBERS) == [acme]
        with all_tenants():
            assert sorted(ask(MEMBERS)) == [acme, bravo]
        assert ask(MEMBERS) == [acme]
    assert ask(MEMBERS) == []
    with tenant_scope(bravo):
        assert ask(f"({MEMBERS}) UNION ALL ({MEMBERS})") == [bravo, bravo]
        assert ask(f"WITH m AS ({MEMBERS}) SELECT * FROM m") == [bravo]
        assert ask(f"EXPLAIN (ANALYZE, TIMING OFF) {MEMBERS}")


@pytest.mark.django_db(transaction=True)
def test_after_a_rollback(places, ask):
    acme, bravo = places
    with tenant_scope(acme):
        ask(MEMBERS)
    with tenant_scope(bravo):
        with transaction.atomic():
            ask(MEMBERS)
            transaction.set_rollback(True)
        assert ask(MEMBERS) == [bravo]


@pytest.mark.django_db
def test_after_a_rollback_to_a_savepoint(places, ask):
    acme, bravo = places
    with tenant_scope(acme):
        ask(MEMBERS)
    with tenant_scope(bravo):
        with transaction.atomic():
            ask(MEMBERS)
            transaction.set_rollback(True)
        assert ask(MEMBERS) == [bravo]


@pytest.mark.django_db(transaction=True)
def test_after_a_statement_that_failed(places, ask):
    acme, bravo = places
    with tenant_scope(acme):
        ask(MEMBERS)
    with tenant_scope(bravo):
        with pytest.raises(DatabaseError):
            ask("SELECT 1 / 0")
        assert ask(MEMBERS) == [bravo]


@pytest.mark.django_db(transaction=True)
def test_after_a_commit_that_was_a_rollback(places, ask):
    """A failure nobody told Django of: the server answers COMMIT by taking everything back, the setting too."""
    acme, bravo = places
    with tenant_scope(acme):
        ask(MEMBERS)
    with tenant_scope(bravo):
        with transaction.atomic():
            ask(MEMBERS)
            with connection.cursor() as cursor, pytest.raises(DatabaseError):
                cursor.execute("SELECT 1 / 0")
        assert ask(MEMBERS) == [bravo]


@pytest.mark.django_db(transaction=True)
def test_after_a_new_and_after_a_lost_connection(places, ask):
    acme, bravo = places
    with tenant_scope(acme):
        connection.close()
        assert ask(MEMBERS) == [acme]
        (pid,) = ask("SELECT pg_backend_pid()")
    with tenant_scope(bravo):
        kill(pid)
        with pytest.raises(OperationalError):
            ask(MEMBERS)
        connection.close_if_unusable_or_obsolete()
        assert ask(MEMBERS) == [bravo]


def kill(pid):
    """End a session from another connection."""
    other = DatabaseWrapper({**connection.settings_dict, "USER": "postgres"}, alias="other")
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    other.close()


@pytest.mark.django_db(transaction=True)
def test_pool_hands_on_connections_but_no_scope(places):
    """One physical connection, taken by one thread after the other, each with another scope or none."""
    options = {**connection.settings_dict["OPTIONS"], "pool": {"min_size": 1, "max_size": 1, "timeout": 10}}
    settings = {**connection.settings_dict, "OPTIONS": options, "CONN_MAX_AGE": 0}

    def read(organization_id):
        own = DatabaseWrapper(settings, alias="pooled")
        try:
            with own.cursor() as cursor:
                if organization_id is None:
                    cursor.execute("SELECT pg_backend_pid(), count(*) FROM memberships")
                    return (*cursor.fetchone(), None)
                with tenant_scope(organization_id):
                    cursor.execute("SELECT pg_backend_pid(), count(*), max(organization_id) FROM memberships")
                    return cursor.fetchone()
        finally:
            own.close()

    asked = [*places, None] * 10
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(read, asked))
    DatabaseWrapper(settings, alias="pooled").close_pool()
    assert len({pid for pid, _, _ in found}) == 1
    assert [(count, seen) for _, count, seen in found] == [(0 if o is None else 1, o) for o in asked]


@pytest.mark.django_db(transaction=True)
def test_each_thread_has_the_scope_it_opened(places, ask):
    ready = threading.Barrier(4)

    def read(organization_id):
        try:
            with tenant_scope(organization_id):
                ready.wait(10)
                return [ask(MEMBERS) for _ in range(20)]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(read, [*places, *places]))
    assert found == [[[o]] * 20 for o in [*places, *places]]


@pytest.mark.django_db(transaction=True)
def test_coroutines_take_turns_each_in_its_scope(places, ask):
    async def read(organization_id):
        with tenant_scope(organization_id):
            found = []
            for _ in range(5):
                found += await sync_to_async(ask)(MEMBERS)
                await asyncio.sleep(0)
            return found

    async def both():
        found = await asyncio.gather(*(read(o) for o in places))
        await sync_to_async(connections.close_all)()
        return found

    assert asyncio.run(both()) == [[o] * 5 for o in places]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("inside", [True, False], ids=["in a transaction", "in autocommit"])
def test_iterator_is_read_to_its_end_in_its_scope(places, acme, bravo, inside, sign_in):
    """Other scopes open and close between its chunks."""
    for _ in range(4):
        sign_in(acme), sign_in(bravo)

    def walk():
        with all_tenants():
            seen = []
            for row in Membership.objects.order_by("pk").iterator(chunk_size=2):
                with tenant_scope(row.organization_id):
                    assert Membership.objects.exclude(organization=row.organization_id).count() == 0
                seen.append(row.organization_id)
            return seen

    if inside:
        with transaction.atomic():
            seen = walk()
    else:
        seen = walk()
    assert (len(seen), set(seen)) == (10, set(places))


@pytest.mark.django_db(transaction=True)
def test_other_ways_to_send_statements(places, ask):
    acme, bravo = places
    with tenant_scope(acme), connection.cursor() as cursor, cursor.copy(f"COPY ({MEMBERS}) TO STDOUT") as copy:
        assert b"".join(copy) == f"{acme}\n".encode()
    with tenant_scope(bravo), connection.cursor() as cursor:
        cursor.executemany("UPDATE memberships SET role = %s", [["coach"], ["owner"]])
        assert [row[0] for row in cursor.stream(MEMBERS)] == [bravo]
        assert connection.connection.execute(MEMBERS).fetchall() == [(bravo,)]  # the driver's own
    with all_tenants():
        assert ask("SELECT role FROM memberships WHERE organization_id = %s", acme) == ["owner"]


@pytest.mark.django_db(transaction=True)
def test_rows_changed_and_columns_are_those_of_the_statement(places, acme):
    with all_tenants(), connection.cursor() as cursor:
        cursor.execute("SELECT id AS one, role AS two FROM memberships ORDER BY 1")
        assert ([column.name for column in cursor.description], cursor.rowcount) == (["one", "two"], 2)
    with tenant_scope(acme.pk), connection.cursor() as cursor:
        cursor.execute("UPDATE memberships SET role = role")
        assert cursor.rowcount == 1
        assert Membership.objects.create(organization=acme, user=User.objects.latest("pk")).pk


@pytest.mark.django_db(transaction=True)
def test_superuser_is_above_it(places, ask):
    """The control: the same statement finds both where no policy binds."""
    with as_superuser():
        assert sorted(ask(MEMBERS)) == sorted(places)
