"""What a request's line in the trail costs: the same authenticated GET with and without, in turn, and its writing."""

import statistics
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils import timezone

from accounts.services.audit import requests, sealing

ROUNDS = 400


def trail(asked: Callable[[], Any]) -> None:
    """Print the ratio of medians with and without a line, and what writing and sealing a line takes elsewhere."""
    requests.lines.flush()
    took: dict[bool, list[float]] = {True: [], False: []}
    for number in range(2 * (ROUNDS + 20)):
        settings.TRAIL_REQUESTS = number % 2 == 0
        started = time.perf_counter()
        asked()
        if number >= 40:
            took[settings.TRAIL_REQUESTS].append(time.perf_counter() - started)
    with_line, without = (statistics.median(took[noted]) for noted in (True, False))
    print(f"{'a GET with its line':28} {1000 * with_line:7.2f} ms  without {1000 * without:7.2f} ms  "
          f"time x{with_line / without:5.3f}")  # fmt: skip
    _told("writing a line, in batches", len(requests.lines), requests.lines.flush)
    _told("sealing a line", sealing.waiting()[0], lambda: sealing.seal(now=timezone.now()))


def _told(name: str, lines: int, work: Callable[[], Any]) -> None:
    started = time.perf_counter()
    work()
    print(f"{name:28} {1000 * (time.perf_counter() - started) / lines:7.3f} ms beside the requests  ({lines} lines)")
