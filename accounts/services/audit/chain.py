"""What a seal is made of. Pure functions: the same line gives the same digest, for the sealer and for the verifier.

The personal columns go in as commitments, HMACs under a salt of their own. Once salt and columns are blanked, the
commitment says nothing about them any more, and the digest over it still holds.
"""

import hashlib
import hmac
import json
from datetime import UTC, datetime
from typing import Any

from accounts.models import ActivityLog

START = "0" * 64
FORMAT = 1  # goes into every digest: another way of digesting gets another number
OPEN = (
    "uuid", "organization_id", "user_id", "subject_id", "action_type", "entity_type", "entity_id", "request_method",
    "request_path", "request_id", "status_code", "response_time", "timestamp",
)  # fmt: skip
# The two personal parts: their salt and their columns.
ORIGIN = ("origin_salt", ("ip_address", "user_agent"))
CONTENT = ("content_salt", ("action_description", "metadata"))
Part = tuple[str, tuple[str, ...]]


def canonical(values: Any) -> bytes:
    """Return one spelling for equal values: JSON with sorted keys, times in UTC."""
    return json.dumps(values, sort_keys=True, separators=(",", ":"), default=_spelled).encode()


def _spelled(value: Any) -> str:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else str(value)


def commitment(line: ActivityLog, part: Part) -> str:
    """Return the commitment to a personal part of a line."""
    salt, columns = part
    key = getattr(line, salt).encode()
    return hmac.new(key, canonical([getattr(line, name) for name in columns]), hashlib.sha256).hexdigest()


def is_erased(line: ActivityLog, part: Part) -> bool:
    """Whether a personal part was blanked, its salt included; one that was written empty keeps its salt."""
    salt, columns = part
    return not getattr(line, salt) and not any(getattr(line, name) for name in columns)


def line_digest(line: ActivityLog, origin: str, content: str) -> str:
    """Return the digest of a line, given the commitments to its personal parts."""
    return _sha256([FORMAT, *(getattr(line, name) for name in OPEN), origin, content])


def link(previous: str, number: int, sealed_at: datetime, line: str) -> str:
    """Return the digest that binds a line to all lines sealed before it."""
    return _sha256([FORMAT, previous, number, sealed_at, line])


def _sha256(values: list[Any]) -> str:
    return hashlib.sha256(canonical(values)).hexdigest()
