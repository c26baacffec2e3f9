"""A task is a wake-up: by name, after commit, and never at the cost of the request."""

import logging
import os
import queue
import threading
from collections.abc import Callable
from functools import partial

from celery import current_app
from django.conf import settings
from django.db import transaction

log = logging.getLogger(__name__)

# Name, arguments, and how many seconds to wait before.
Ask = tuple[str, dict[str, object], float]
Send = Callable[[str, dict[str, object], float], None]


class BrokerSender:
    """Publishes from a thread of its own, so that a dead or hung broker costs a request nothing."""

    def __init__(self, capacity: int = 1000) -> None:
        self._waiting: queue.Queue[Ask] = queue.Queue(capacity)
        self._lock = threading.Lock()
        self._owner = 0  # the process whose thread it is: threads do not survive a fork

    def __call__(self, name: str, kwargs: dict[str, object], seconds: float) -> None:
        with self._lock:
            if self._owner != os.getpid():
                threading.Thread(target=self._publish, name="broker-sender", daemon=True).start()
                self._owner = os.getpid()
        try:
            self._waiting.put_nowait((name, kwargs, seconds))
        except queue.Full:
            log.warning("task_not_sent", extra={"task": name, "error": "too many are waiting for the broker"})

    def _publish(self) -> None:
        while True:
            name, kwargs, seconds = self._waiting.get()
            try:
                current_app.send_task(name, kwargs=kwargs, countdown=seconds or None, retry=False, ignore_result=True)
            except Exception as error:  # noqa: BLE001  (whatever the transport raises: this thread outlives it)
                log.warning("task_not_sent", extra={"task": name, "error": str(error)})


_send_to_broker = BrokerSender()
_send: Send = _send_to_broker


def deliver_with(send: Send) -> None:
    """Let `send(name, kwargs, seconds)` carry wake-ups in place of the broker: the embedded worker puts itself here."""
    global _send
    _send = send


def enqueue(name: str, **kwargs: object) -> None:
    """Ask a worker to run the task `name` once the surrounding transaction commits.

    A lost ask is no loss: the row it speaks of says itself what is due, and the sweeper looks for such rows.
    """
    enqueue_in(0.0, name, **kwargs)


def enqueue_in(seconds: float, name: str, **kwargs: object) -> None:
    """The same, to be run so many seconds later: fewer than 3,600, or a broker on Redis hands it out once more."""
    transaction.on_commit(partial(_dispatch, name, kwargs, seconds))


def _dispatch(name: str, kwargs: dict[str, object], seconds: float) -> None:
    if settings.EMBEDDED and _send is _send_to_broker:
        return  # a command without a worker of its own; the serving process will find the row
    _send(name, kwargs, seconds)
