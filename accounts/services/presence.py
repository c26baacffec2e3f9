"""Who is behind a session, without asking the database each time.

The cache may only ever be late in learning that someone came, never that someone left: an end overwrites what is
cached and stays for as long as a slow reader could still hold the former truth, and readers only add, never overwrite.
"""

import logging
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.cache import cache
from redis.exceptions import RedisError

from accounts.models import UserSession
from accounts.rules import Actor
from accounts.selectors import signed_in
from interview_coach.core import text_policy

log = logging.getLogger(__name__)

# How long a session is believed without a look; the use of it is noted as often.
BELIEVED_SECONDS = 60
# Longer than any request that read the database before the change could take to add what it read.
OVERWRITTEN_SECONDS = 60
CHANGED = "changed"


def _key(session_uuid: UUID) -> str:
    return f"session:2:{session_uuid.hex}"


def actor_of_session(session_uuid: UUID, now: datetime) -> Actor | None:
    """Return who is behind a live session; None where it has ended. No SQL while the cache is warm."""
    known = _read(session_uuid)
    if isinstance(known, tuple):
        actor, expires_at = known
        return actor if expires_at > now else None
    found = signed_in(session_uuid, now)
    if found is None:
        return None
    session, actor = found
    text_policy.note(actor.organization_id, session.organization.encrypts_texts)
    _touch(session, now)
    if known is None:
        _write(cache.add, session_uuid, (actor, session.expires_at), BELIEVED_SECONDS)
    return actor


def _touch(session: UserSession, now: datetime) -> None:
    """Note that a session is in use, at most once a minute."""
    if now - session.last_activity > timedelta(seconds=BELIEVED_SECONDS):
        UserSession.objects.filter(pk=session.pk).update(last_activity=now)


def forget(session_uuid: UUID) -> None:
    """Let the next request ask the database: the session has ended, or changed."""
    _write(cache.set, session_uuid, CHANGED, OVERWRITTEN_SECONDS)


def _read(session_uuid: UUID) -> Any:
    try:
        return cache.get(_key(session_uuid))
    except (RedisError, OSError) as error:
        log.warning("session_cache_unavailable", extra={"error": repr(error)})
        return CHANGED  # the database knows


def _write(put: Any, session_uuid: UUID, value: object, seconds: int) -> None:
    try:
        put(_key(session_uuid), value, seconds)
    except (RedisError, OSError) as error:
        log.warning("session_cache_unavailable", extra={"error": repr(error)})
