"""Names of the channel groups that sockets of this app join."""

from uuid import UUID


def interview_group(interview_uuid: UUID) -> str:
    """Everyone who watches one sitting."""
    return f"interview.{interview_uuid.hex}"
