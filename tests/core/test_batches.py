"""A batch never makes anyone wait, writes what it can, and says what it could not."""

import os
import threading

import pytest
from django.db import IntegrityError, InterfaceError, OperationalError

from interview_coach.core.batches import DROPPED, Batch

HOUR = 3600.0


class Store:
    """Where a batch is written to; `trouble` says what happens to which items."""

    def __init__(self, trouble=lambda items: None):
        self.calls, self.trouble, self.written = [], trouble, threading.Event()

    def __call__(self, items):
        if error := self.trouble(items):
            raise error
        self.calls.append(items)
        self.written.set()

    @property
    def items(self):
        return [item for call in self.calls for item in call]


def dropped(batch, why):
    return DROPPED.labels(batch, why)._value.get()


def test_items_are_written_together_and_in_order():
    store = Store()
    batch = Batch("t1", store, seconds=HOUR, size=3)
    for item in range(2):
        batch.put(item)
    assert store.calls == []
    batch.flush()
    assert (store.calls, len(batch)) == ([[0, 1]], 0)
    batch.flush()
    assert store.calls == [[0, 1]]


@pytest.mark.django_db
def test_thread_writes_when_there_is_enough():
    store = Store()
    batch = Batch("t2", store, seconds=HOUR, size=3)
    for item in range(3):
        batch.put(item)
    assert store.written.wait(10)
    assert store.calls == [[0, 1, 2]]


@pytest.mark.django_db
def test_thread_writes_when_it_is_time():
    store = Store()
    Batch("t3", store, seconds=0.01).put("one")
    assert store.written.wait(10)
    assert store.calls == [["one"]]


def test_what_finds_no_room_is_dropped_and_counted():
    store = Store()
    batch = Batch("t4", store, seconds=HOUR, room=2)
    for item in range(5):
        batch.put(item)
    batch.flush()
    assert (store.items, dropped("t4", "no room")) == ([0, 1], 3)


def test_what_an_absent_database_cannot_take_stays_in_its_order():
    away = [OperationalError("away")]
    store = Store(lambda items: away[0] if away else None)
    batch = Batch("t5", store, seconds=HOUR, size=2)
    for item in range(1):
        batch.put(item)
    batch.flush()
    assert (store.items, len(batch)) == ([], 1)
    away.clear()
    for item in range(1, 4):
        batch.put(item)
    batch.flush()
    assert (store.items, len(batch)) == ([0, 1, 2, 3], 0)


def test_a_refused_item_takes_no_other_with_it():
    store = Store(lambda items: IntegrityError("no such person") if 1 in items else None)
    batch = Batch("t6", store, seconds=HOUR)
    for item in range(4):
        batch.put(item)
    batch.flush()
    assert (store.items, dropped("t6", "refused"), len(batch)) == ([0, 2, 3], 1, 0)


@pytest.mark.django_db
def test_stopping_writes_the_rest_and_counts_what_is_lost():
    store = Store()
    batch = Batch("t7", store, seconds=HOUR)
    batch.put("kept")
    batch.stop()
    assert (store.items, dropped("t7", "at the end")) == (["kept"], 0)
    broken = Batch("t8", Store(lambda items: OperationalError("away")), seconds=HOUR)
    broken.put("lost")
    broken.stop()
    assert dropped("t8", "at the end") == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_forked_process_starts_with_an_empty_batch_and_a_thread_of_its_own():
    store = Store()
    batch = Batch("t9", store, seconds=HOUR)
    batch.put("parent's")
    child = os.fork()
    if child == 0:  # no assertion here: the answer is the exit code
        batch.put("child's")
        os._exit(0 if list(batch._held) == ["child's"] else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    batch.flush()
    assert store.items == ["parent's"]


@pytest.mark.django_db
@pytest.mark.parametrize("error", [InterfaceError("closed"), LookupError("no house")])
def test_thread_outlives_whatever_happens_and_writes_it_later(error):
    errors = [error]
    store = Store(lambda items: errors.pop() if errors else None)
    batch = Batch(f"t-{type(error).__name__}", store, seconds=0.01)
    batch.put("one")
    assert store.written.wait(10)
    assert (store.items, errors) == (["one"], [])
