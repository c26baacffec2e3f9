"""Time that does not count pauses."""

import time
from collections.abc import Callable

LONGEST_SECONDS = 86_400


class Stopwatch:
    """Time since it was started, without pauses."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._counted, self._since = 0.0, clock()
        self._running = True

    @property
    def seconds(self) -> int:
        """Whole seconds so far."""
        running = self._clock() - self._since if self._running else 0.0
        return min(round(self._counted + running), LONGEST_SECONDS)

    def pause(self) -> None:
        """Stand still."""
        if self._running:
            self._counted += self._clock() - self._since
        self._running = False

    def resume(self) -> None:
        """Go on; one that runs is left alone."""
        if not self._running:
            self._since = self._clock()
        self._running = True
