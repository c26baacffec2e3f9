"""What is known of the request being served, for the trail it leaves: set once at the door, read by services."""

from contextvars import ContextVar
from typing import NamedTuple


class RequestContext(NamedTuple):
    """Where a request came from; all empty for work without one (tasks, commands)."""

    request_id: str = ""
    ip_address: str = ""
    user_agent: str = ""
    method: str = ""
    path: str = ""
    location: str = ""


NO_REQUEST = RequestContext()
_context: ContextVar[RequestContext] = ContextVar("request_context", default=NO_REQUEST)


def current_request() -> RequestContext:
    """Return the request being served, or an empty one."""
    return _context.get()


def set_request(context: RequestContext) -> None:
    """Remember `context` for the rest of this request or connection."""
    _context.set(context)
