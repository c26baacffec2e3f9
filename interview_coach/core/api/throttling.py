"""How often may be asked, a minute: by a person, by all of a tenant, and by whoever is not signed in, from an address.

Counted in the cache, by the minute of the clock: no SQL, and of many at once exactly as many pass as may. Without a
cache nobody is turned away.
"""

import logging
import time
from typing import Any

from django.conf import settings
from django.core.cache import cache
from redis.exceptions import RedisError
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from interview_coach.core.request_context import current_request

log = logging.getLogger(__name__)

SECONDS = 60


class RateLimit(BaseThrottle):
    """Counts a request on everyone it is of; `settings.RATE_LIMITS` says how often each may ask.

    A view names a stricter limit of its own by `rate`, counted besides.
    """

    def allow_request(self, request: Request, view: Any) -> bool:
        return all(may_pass(scope, name) for scope, name in _counted_on(request, view))

    def wait(self) -> float:
        return seconds_left()


def seconds_left() -> float:
    """Return the seconds until the next minute begins, and with it the counting anew."""
    return SECONDS - time.time() % SECONDS


def _counted_on(request: Request, view: Any) -> list[tuple[str, str]]:
    actor: Any = request.auth
    address = current_request().ip_address
    who = actor.user_uuid.hex if actor else address
    counted = [("user", who), ("tenant", actor.organization_uuid.hex)] if actor else [("address", address)]
    rate = getattr(view, "rate", "")
    return [*counted, (rate, who)] if rate else counted


def may_pass(scope: str, name: str) -> bool:
    """Count one more on a person or an address and return whether it may pass; a limit of 0 is none."""
    limit = settings.RATE_LIMITS[scope]
    if not limit:
        return True
    key = f"rate:{scope}:{name}:{int(time.time() // SECONDS)}"
    try:
        return bool(_increment(key) <= limit)
    except (ValueError, RedisError, OSError) as error:  # ValueError: it ran out between two steps
        log.warning("request_not_counted", extra={"error": repr(error)})
        return True


def _increment(key: str) -> int:
    try:
        return int(cache.incr(key))
    except ValueError:
        cache.add(key, 0, 2 * SECONDS)
        return int(cache.incr(key))
