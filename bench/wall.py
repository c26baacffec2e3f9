"""What the second wall costs: `python -m bench.wall` asks the same of one database with and without its policies."""

import os
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

os.environ.setdefault("TEST_DB", "postgres")
os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import User  # noqa: E402
from accounts.selectors import signed_in  # noqa: E402
from accounts.services.sessions import log_in  # noqa: E402
from bench.__main__ import Caller, fresh_slots  # noqa: E402
from interview_coach.core.postgresql.ownership import as_owner  # noqa: E402
from interview_coach.core.postgresql.wall import tenant_tables  # noqa: E402
from interview_coach.core.tenancy import all_tenants  # noqa: E402
from interviews.models import Interview  # noqa: E402

TURNS, CALLS = 8, 40


def stand(*, up: bool) -> None:
    """Switch the policies of every tenant table on or off."""
    with as_owner("default"), connection.cursor() as cursor:
        for table in tenant_tables():
            cursor.execute(f'ALTER TABLE "{table}" {"ENABLE" if up else "DISABLE"} ROW LEVEL SECURITY')


def milliseconds(work: Callable[[], Any]) -> list[float]:
    """Return how long each of some calls took, after a few that are not counted."""
    taken = []
    for number in range(CALLS + 10):
        started = time.perf_counter()
        work()
        if number >= 10:
            taken.append(1000 * (time.perf_counter() - started))
    return taken


def compare(name: str, work: Callable[[], Any]) -> None:
    """Time `work` with and without the policies in turn; print medians and their ratio."""
    found: dict[bool, list[float]] = {True: [], False: []}
    for _ in range(TURNS):
        for up in (True, False):
            stand(up=up)
            found[up] += milliseconds(work)
    stand(up=True)
    with_it, without = (statistics.median(found[up]) for up in (True, False))
    print(f"{name:44} {with_it:6.3f} ms  without {without:6.3f} ms  x{with_it / without:4.2f}")


def main() -> None:
    """Prepare the data and compare a read, a change of scope, and a call of the API."""
    call_command("migrate", verbosity=0)
    call_command("seed_demo", verbosity=0)
    bob = User.objects.get(email="bob@acme.example")
    password = os.environ.get("DEMO_PASSWORD", "practice-makes-better-26")
    tokens = log_in(email=bob.email, password=password, now=timezone.now())
    found = signed_in(tokens.session.uuid, timezone.now())
    assert found is not None
    actor, caller = found[1], Caller()
    slots = fresh_slots(actor)
    for _ in range(30):
        next(slots)
    with all_tenants():
        pk = Interview.objects.filter(user=bob).values_list("pk", flat=True).latest("pk")
    statement = "SELECT * FROM interviews WHERE organization_id = %s AND id = %s"

    def row() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, [actor.organization_id, pk])
            assert len(cursor.fetchall()) == 1

    def row_in_turn() -> None:
        with actor.scope():
            row()
        with all_tenants():
            row()

    def through_the_manager() -> None:
        with actor.scope():
            assert Interview.objects.get(pk=pk)

    def listed() -> None:
        assert len(caller.call("GET", "/api/v1/interviews/", tokens.access)["results"]) == 20

    with actor.scope():
        compare("one row by its key, one cursor", row)
    compare("two, each in another scope", row_in_turn)
    compare("one row through the manager", through_the_manager)
    compare("GET /api/v1/interviews/, 20 rows", listed)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
