"""The audit trail: every state-changing service writes its line in its own transaction."""

from datetime import datetime
from typing import Any

from accounts.models import ActivityLog
from interview_coach.core.request_context import current_request


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
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    **metadata: Any,
) -> None:
    """Add a line: who (`user_id`, None for the system) did `action` to which entity, with the request it came by.

    `subject_id` is the person it was done to, where that is somebody else; `before` and `after` hold what changed.
    """
    request = current_request()
    told = {"subject": subject_id, "before": before, "after": after}
    ActivityLog.objects.create(
        organization_id=organization_id,
        user_id=user_id,
        action_type=action,
        action_description=description,
        entity_type=entity_type,
        entity_id=str(entity_id),
        ip_address=request.ip_address,
        user_agent=request.user_agent,
        request_method=request.method,
        request_path=request.path,
        request_id=request.request_id,
        metadata=metadata | {name: value for name, value in told.items() if value is not None},
        timestamp=now,
    )
