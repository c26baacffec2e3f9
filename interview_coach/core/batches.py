"""Things put down now and written later, many at once, by a thread of their own."""

import atexit
import logging
import os
import threading
from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

from django.db import DatabaseError, InterfaceError, OperationalError, close_old_connections, connection
from prometheus_client import Counter

log = logging.getLogger(__name__)

DROPPED = Counter("batched_items_dropped", "Items that were never written, by what kept them.", ["batch", "why"])
Item = TypeVar("Item")


class Batch(Generic[Item]):
    """A bounded buffer of one process. `put` never waits: what finds no room is dropped, counted and logged.

    `write` gets a list and stores all of it or raises. What the database could not take just now is tried again; what
    it refuses is written one by one, so that one bad item takes no other with it. What is left when the process ends
    is written then; only a process that is killed loses what it held.
    """

    def __init__(
        self, name: str, write: Callable[[list[Item]], None], *, seconds: float, size: int = 500, room: int = 20_000
    ) -> None:
        self._name, self._write, self._seconds, self._size, self._room = name, write, seconds, size, room
        self._held: deque[Item] = deque()
        self._full = threading.Event()
        self._start_lock, self._write_lock = threading.Lock(), threading.Lock()
        self._owner = 0  # the process whose thread it is: threads do not survive a fork
        self._missed = 0
        self._stopping = False

    def put(self, item: Item) -> None:
        """Hold an item until the next flush."""
        if self._owner != os.getpid():
            self._start()
        if len(self._held) >= self._room:
            self._missed += 1
            DROPPED.labels(self._name, "no room").inc()
            return
        self._held.append(item)
        if len(self._held) >= self._size:
            self._full.set()

    def __len__(self) -> int:
        return len(self._held)

    def flush(self) -> None:
        """Write all that is held, here and now; what the database cannot take at the moment stays held."""
        with self._write_lock:
            while held := self._take():
                try:
                    self._write(held)
                except (DatabaseError, InterfaceError) as error:
                    if not self._recovered(held, error):
                        return
                except Exception:
                    self._held.extendleft(reversed(held))
                    raise

    def stop(self) -> None:
        """End the thread and write what is held. To be called when a server has answered its last request."""
        self._stopping = True
        self._full.set()
        close_old_connections()
        self.flush()
        if lost := len(self._held):
            DROPPED.labels(self._name, "at the end").inc(lost)
            log.error("batch_lost", extra={"batch": self._name, "items": lost})
            self._held.clear()

    def _start(self) -> None:
        with self._start_lock:
            if self._owner == os.getpid():
                return
            if self._owner:  # a fork: what was held is the parent's to write, and its locks may be anyone's
                self._held, self._full, self._write_lock = deque(), threading.Event(), threading.Lock()
            self._owner = os.getpid()
            threading.Thread(target=self._run, name=f"batch-{self._name}", daemon=True).start()
            atexit.register(self._at_exit, self._owner)

    def _at_exit(self, owner: int) -> None:
        if owner == os.getpid():
            self.stop()

    def _run(self) -> None:
        while not self._stopping:
            self._full.wait(self._seconds)
            self._full.clear()
            self._tell_missed()
            if self._held:
                close_old_connections()
                self._try_to_flush()
                connection.close()  # to the pool, where there is one

    def _try_to_flush(self) -> None:
        try:
            self.flush()
        except Exception:  # whatever it is: the thread outlives it, and what was held is still there
            log.exception("batch_failed", extra={"batch": self._name, "items": len(self._held)})

    def _recovered(self, held: list[Item], error: DatabaseError | InterfaceError) -> bool:
        """Whether to go on after `error`: no, if the database is away; else what it refuses has been sorted out."""
        if isinstance(error, (OperationalError, InterfaceError)):
            self._held.extendleft(reversed(held))
            log.warning("batch_waits", extra={"batch": self._name, "items": len(self._held), "error": str(error)})
            return False
        for position, item in enumerate(held):
            try:
                self._write([item])
            except (OperationalError, InterfaceError) as again:
                return self._recovered(held[position:], again)
            except DatabaseError as refusal:
                DROPPED.labels(self._name, "refused").inc()
                log.error("batch_refused", extra={"batch": self._name, "error": str(refusal)})
        return True

    def _take(self) -> list[Item]:
        return [self._held.popleft() for _ in range(min(len(self._held), self._size))]

    def _tell_missed(self) -> None:
        missed, self._missed = self._missed, 0
        if missed:
            log.error("batch_full", extra={"batch": self._name, "items": missed})
