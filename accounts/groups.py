"""Names of the channel groups that sockets of this app join."""

from uuid import UUID


def session_group(session_uuid: UUID) -> str:
    """Every socket opened by one sign-in."""
    return f"session.{session_uuid.hex}"
