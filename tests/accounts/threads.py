"""Several at the same moment."""

import threading

from django.db import DatabaseError, connection, transaction

from interview_coach.core.exceptions import DomainError


def at_once(number, work):
    """Run `work(n)` in `number` threads that begin together; return what they returned."""
    together, told = threading.Barrier(number), []

    def run(n):
        together.wait(30)
        try:
            told.append(work(n))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(number)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return told


def crossing(first, then, other):
    """Run `first` and `then` in one transaction of a thread, and `other` in between, until it waits for a lock or is
    done; return what went wrong. On PostgreSQL, where rows are locked and a deadlock ends one of the two."""
    held, wrong = threading.Event(), []

    def run(work):
        try:
            work()
        except (DatabaseError, DomainError) as error:
            wrong.append(error)
        finally:
            connection.close()

    def hold():
        with transaction.atomic():
            first()
            held.set()
            while crossing.is_alive() and not _somebody_waits():
                crossing.join(0.02)
            then()

    def cross():
        held.wait(30)
        other()

    holding, crossing = (threading.Thread(target=run, args=(work,)) for work in (hold, cross))
    [thread.start() for thread in (holding, crossing)]
    [thread.join(60) for thread in (holding, crossing)]
    return wrong


def _somebody_waits():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return cursor.fetchone()[0] > 0
