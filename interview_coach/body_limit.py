"""The end of a body that is longer than any may be, where the server speaks ASGI.

Django puts a whole body on disk before its middleware is asked, and a chunked one announces no length.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from django.conf import settings

from interview_coach.core.api.problems import problem_response
from interview_coach.core.middleware import FRAMING

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class BodyLimit:
    """Stops reading at the largest upload's size, and answers 413. Smaller limits are the middleware's."""

    def __init__(self, application: Any) -> None:
        self.application = application

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        left = settings.MAX_MEDIA_BYTES + FRAMING

        async def limited() -> Message:
            nonlocal left
            message = await receive()
            left -= len(message.get("body", b""))
            return message if left >= 0 else {"type": "http.disconnect"}

        await self.application(scope, limited, send)
        if left < 0:  # Django took it for a client that went away, and said nothing
            await _refuse(send)


async def _refuse(send: Send) -> None:
    answer = problem_response(413, "body_too_large", "The request body is too large.")
    headers = [(b"content-type", answer["Content-Type"].encode()), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": answer.status_code, "headers": headers})
    await send({"type": "http.response.body", "body": answer.content})
