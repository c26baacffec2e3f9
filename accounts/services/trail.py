"""The audit trail: every state-changing service writes its line in its own transaction."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from accounts.models import ActivityLog
from interview_coach.core.request_context import RequestContext, current_request

# Names of what nobody may read here. A line says that such a field changed, never from what to what.
SECRET_NAMES = frozenset({
    "access", "api_key", "authorization", "backup_codes", "code", "codes", "cookie", "new_password", "old_password",
    "otp", "passphrase", "password", "password1", "password2", "recovery_code", "recovery_codes", "refresh", "secret",
    "secret_key", "session_token", "ticket", "token", "two_factor_secret", "verification_token",
})  # fmt: skip
WITHHELD = "withheld"


def record(
    *,
    organization_id: int,
    user_id: int | None,
    action: str,
    now: datetime,
    entity_type: str = "",
    entity_id: object = "",
    description: str = "",
    subject_id: int | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    **metadata: Any,
) -> None:
    """Add a line: who (`user_id`, None for the system) did `action` to which entity, with the request it came by.

    `subject_id` is the person it was done to, where that is somebody else; `before` and `after` hold what changed.
    Passwords, tokens, codes and keys do not belong here; by their usual names they are withheld.
    """
    told = {name: value for name, value in (("before", before), ("after", after)) if value}
    ActivityLog.objects.create(
        organization_id=organization_id,
        user_id=user_id,
        subject_id=subject_id if subject_id != user_id else None,
        action_type=action,
        action_description=description,
        entity_type=entity_type,
        entity_id=str(entity_id),
        metadata=without_secrets(metadata | told),
        timestamp=now,
        **origin(current_request()),
    )


def origin(request: RequestContext) -> dict[str, str]:
    """Return the columns that say how a request looked."""
    return {
        "ip_address": request.ip_address, "user_agent": request.user_agent, "request_method": request.method,
        "request_path": request.path, "request_id": request.request_id,
    }  # fmt: skip


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Return `before` and `after` for `record`, cut down to what differs."""
    differing = [name for name, value in after.items() if before.get(name) != value]
    return {
        "before": {name: plain(before.get(name)) for name in differing},
        "after": {name: plain(after[name]) for name in differing},
    }


def columns(row: Any, *names: str) -> dict[str, Any]:
    """Return columns of a row by name, as they are now."""
    return {name: getattr(row, name) for name in names}


def plain(value: Any) -> Any:
    """Return a value as JSON can hold it; what JSON has no word for is told as text."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, Mapping):
        return {str(name): plain(item) for name, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in value]
    return str(value)


def without_secrets(told: Any) -> Any:
    """Return the same with the values of secret names withheld, however deep they lie."""
    if isinstance(told, Mapping):
        return {
            name: WITHHELD if str(name).lower() in SECRET_NAMES else without_secrets(item)
            for name, item in told.items()
        }
    if isinstance(told, (list, tuple)):
        return [without_secrets(item) for item in told]
    return told
