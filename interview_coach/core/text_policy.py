"""Whether an organization asks for its texts to be stored encrypted: read at each write, so kept in the cache.

Readers only add to the cache and a change overwrites, so that a slow reader cannot put back what was true before. What
slips through all the same is found by the second pass over the stored texts (`accounts.services.texts`).
"""

import logging
from typing import Any

from django.core.cache import cache
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

BELIEVED_SECONDS = 60


def _key(organization_id: int) -> str:
    return f"encrypts-texts:{organization_id}"


def encrypts_texts(organizations: type[Any], organization_id: int) -> bool:
    """Return what the organization asks for; `organizations` is their model. No SQL while the cache is warm."""
    try:
        known = cache.get(_key(organization_id))
    except (RedisError, OSError) as error:
        log.warning("policy_cache_unavailable", extra={"error": repr(error)})
        return _stored(organizations, organization_id)
    if known is None:
        known = _stored(organizations, organization_id)
        note(organization_id, known)
    return bool(known)


def note(organization_id: int, asked: bool) -> None:
    """Keep what was read, unless something is kept already."""
    _keep(cache.add, organization_id, asked)


def remember(organization_id: int, asked: bool) -> None:
    """Let writers know what is asked for from now on."""
    _keep(cache.set, organization_id, asked)


def _keep(put: Any, organization_id: int, asked: bool) -> None:
    try:
        put(_key(organization_id), asked, BELIEVED_SECONDS)
    except (RedisError, OSError) as error:
        log.warning("policy_cache_unavailable", extra={"error": repr(error)})


def _stored(organizations: type[Any], organization_id: int) -> bool:
    return bool(organizations.objects.filter(pk=organization_id).values_list("encrypts_texts", flat=True).first())
