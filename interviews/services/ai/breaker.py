"""A circuit breaker for each model, shared by all processes: a service that keeps failing is left alone for a while.

Closed, calls go through. After `LLM_BREAKER_FAILURES` failures in a row it opens for `LLM_BREAKER_SECONDS`; then a
single call may try, and closes it or opens it again. It is a courtesy: without the cache it counts as closed.
"""

import logging
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

REMEMBERED_SECONDS = 3600  # without a call for so long, earlier failures say nothing any more


@dataclass(frozen=True, slots=True)
class Breaker:
    """The breaker of one model."""

    model: str

    def lets_through(self, now: datetime) -> bool:
        """Tell whether a call may be made at `now`; of those that ask once the pause is over, the first may."""
        try:
            until = cache.get(self._key("until"))
            if until is None:
                return True
            return now.timestamp() >= until and bool(cache.add(self._key("probe"), 1, settings.LLM_BREAKER_SECONDS))
        except (RedisError, OSError) as error:
            log.warning("breaker_unknown", extra={"model": self.model, "error": str(error)})
            return True

    def succeeded(self) -> None:
        """The service answered: close."""
        try:
            cache.delete_many([self._key(name) for name in ("failures", "until", "probe")])
        except (RedisError, OSError) as error:
            log.warning("breaker_not_closed", extra={"model": self.model, "error": str(error)})

    def failed(self, now: datetime) -> None:
        """The service failed: open at the limit, and again after a trial that failed."""
        try:
            cache.add(self._key("failures"), 0, REMEMBERED_SECONDS)
            if cache.incr(self._key("failures")) >= settings.LLM_BREAKER_FAILURES:
                until = now.timestamp() + settings.LLM_BREAKER_SECONDS
                cache.set(self._key("until"), until, REMEMBERED_SECONDS + int(settings.LLM_BREAKER_SECONDS))
                cache.delete(self._key("probe"))
                log.warning("breaker_opened", extra={"model": self.model})
        except (RedisError, OSError, ValueError) as error:  # ValueError: it expired in between
            log.warning("breaker_not_counted", extra={"model": self.model, "error": str(error)})

    def _key(self, name: str) -> str:
        return f"llm-breaker:{self.model.encode().hex()}:{name}"
