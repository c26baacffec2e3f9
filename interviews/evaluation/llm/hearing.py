"""A verdict as it streams in: the pieces of its JSON, and so much of it as is whole."""

from typing import Any

from pydantic_ai.messages import (
    AgentStreamEvent,
    PartDeltaEvent,
    PartStartEvent,
    TextPart,
    TextPartDelta,
    ToolCallPart,
    ToolCallPartDelta,
)
from pydantic_core import from_json


def said_by(event: AgentStreamEvent) -> str:
    """The piece of the verdict's JSON that an event of the stream brings."""
    part: object = None
    if isinstance(event, PartStartEvent):
        part = event.part
    elif isinstance(event, PartDeltaEvent):
        part = event.delta
    if isinstance(part, ToolCallPart):
        return part.args if isinstance(part.args, str) else ""
    if isinstance(part, ToolCallPartDelta):
        return part.args_delta if isinstance(part.args_delta, str) else ""
    if isinstance(part, TextPart):
        return part.content
    return part.content_delta if isinstance(part, TextPartDelta) else ""


def partial_of(said: str) -> dict[str, Any] | None:
    """So much of a growing JSON object as is whole; None while it is none."""
    try:
        partial = from_json(said[said.find("{") :], allow_partial=True)
    except ValueError:
        return None
    return partial if isinstance(partial, dict) else None
