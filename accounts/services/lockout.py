"""How often a password may be guessed."""

import hashlib
import logging
from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from redis.exceptions import RedisError

from interview_coach.core.exceptions import TooMany

log = logging.getLogger(__name__)


class AccountLocked(TooMany):
    code = "account_locked"


def _attempts_key(email: str) -> str:
    return "login-attempts:" + hashlib.sha256(email.encode()).hexdigest()


def count_attempt(email: str, now: datetime) -> None:
    """Count an attempt before its password is looked at, so that many at once are no way around the limit.

    Unknown addresses are counted too: being locked must not tell that an account exists. Without a cache nobody is
    locked out, and nobody kept from signing in.
    """
    key, since = _attempts_key(email), now.timestamp()
    try:
        cache.add(key, since, settings.LOGIN_LOCK_SECONDS)
        cache.add(key + ":n", 0, settings.LOGIN_LOCK_SECONDS)
        attempts, since = cache.incr(key + ":n"), cache.get(key, since)
    except (ValueError, RedisError, OSError) as error:
        log.warning("login_attempt_not_counted", extra={"error": repr(error)})
        return
    if attempts > settings.LOGIN_FAILURE_LIMIT:
        left = int(since + settings.LOGIN_LOCK_SECONDS - now.timestamp())
        raise AccountLocked("Too many wrong passwords. Try again later.", max(1, left))


def forget_attempts(email: str) -> None:
    try:
        cache.delete_many([_attempts_key(email), _attempts_key(email) + ":n"])
    except (RedisError, OSError) as error:
        log.warning("login_attempts_not_forgotten", extra={"error": repr(error)})
