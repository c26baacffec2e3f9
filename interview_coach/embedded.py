"""Workers and beat as threads of the serving process, for installations without a broker.

The tasks and the table of what happens when are Celery's own; only the transport is a queue in memory. What is in it
when the process dies is no loss: the sweeper finds the rows.
"""

import logging
import queue
import threading
import time

from celery.signals import worker_ready
from django.conf import settings
from django.db import close_old_connections

from interview_coach.celery import BEAT, app
from interview_coach.core.tasks import deliver_with

log = logging.getLogger(__name__)

LAST_TASKS_SECONDS = 10  # what runs longer is taken up again by its row


class EmbeddedWorker:
    """Runs tasks beside the requests, a few at once, and the clock's tasks when their time has come.

    Two may look for due answers at the same time: rows are claimed one by one.
    """

    def __init__(self) -> None:
        self._waiting: queue.Queue[tuple[str, dict[str, object]] | None] = queue.Queue()
        self._later: list[tuple[float, str, dict[str, object]]] = []
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._workers = [
            threading.Thread(target=self._work, name=f"embedded-worker-{number}", daemon=True)
            for number in range(1, settings.EMBEDDED_WORKERS + 1)
        ]
        self._threads = [*self._workers, threading.Thread(target=self._beat, name="embedded-beat", daemon=True)]

    def start(self) -> None:
        """Take over the delivery of wake-ups and begin to work."""
        app.loader.import_default_modules()
        deliver_with(self.take)
        for thread in self._threads:
            thread.start()
        worker_ready.send(sender=self)

    def take(self, name: str, kwargs: dict[str, object], seconds: float = 0.0) -> None:
        """Run a task soon, or some seconds from now by the clock's next look."""
        if not seconds:
            self._waiting.put((name, kwargs))
            return
        with self._lock:
            self._later.append((time.monotonic() + seconds, name, kwargs))

    def release_due(self, now: float) -> None:
        """Hand out what was put off until `now` (`time.monotonic`)."""
        with self._lock:
            due = [later for later in self._later if later[0] <= now]
            self._later = [later for later in self._later if later[0] > now]
        for _, name, kwargs in due:
            self._waiting.put((name, kwargs))

    def stop(self) -> None:
        """Finish the tasks at hand and end."""
        self._stopping.set()
        for _ in self._workers:
            self._waiting.put(None)
        until = time.monotonic() + LAST_TASKS_SECONDS
        for worker in self._workers:
            worker.join(timeout=max(0.0, until - time.monotonic()))

    def _work(self) -> None:
        while (job := self._waiting.get()) is not None and not self._stopping.is_set():
            name, kwargs = job
            try:
                app.tasks[name](**kwargs)
            except Exception:  # the thread outlives any task; the row the task was about stays due
                log.exception("task_failed", extra={"task": name})
            finally:
                close_old_connections()

    def _beat(self) -> None:
        due = dict.fromkeys(BEAT, 0.0)
        while not self._stopping.wait(min(BEAT.values()) / 2):
            self.release_due(time.monotonic())
            for name, seconds in BEAT.items():
                if time.monotonic() >= due[name] and self._waiting.empty():  # behind a queue they would only pile up
                    due[name] = time.monotonic() + seconds
                    self._waiting.put((name, {}))
