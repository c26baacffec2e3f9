"""Waiting between the attempts of a call."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from interviews.evaluation.llm.faults import Fault

LONGEST_PAUSE = 8.0  # seconds between attempts, unless the service asks for more


@dataclass(frozen=True, slots=True)
class Pauses:
    """Time, waiting and chance, given so that tests need none of them. `jitter` is from 0 to 1."""

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    jitter: Callable[[], float] = random.random

    def before_next(self, fault: Fault, attempt: int, first: float) -> float:
        """The pause after a failed attempt: what the service asks for at the least, else growing; never in step."""
        usual: float = min(first * 2 ** (attempt - 1), LONGEST_PAUSE)
        return max(fault.retry_after or 0.0, usual * 0.5) + usual * 0.5 * self.jitter()
