"""The base of every socket: accept first, then close with a code the client can read; a bad frame is answered."""

from collections.abc import Awaitable, Callable
from typing import Any, ClassVar

import orjson
from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings
from django.http.request import split_domain_port, validate_host

from interview_coach.core.exceptions import DomainError
from interview_coach.core.middleware import request_context
from interview_coach.core.request_context import RequestContext, set_request

NOT_SIGNED_IN, NOT_ALLOWED, NOT_FOUND, TOO_MANY = 4401, 4403, 4404, 4429
MAX_FRAME = 262_144

Command = Callable[[Any, dict[str, Any]], Awaitable[None]]


class BadFrame(Exception):
    """A frame the protocol does not know; `code` says what is wrong with it."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code


class Socket(AsyncWebsocketConsumer):
    """Frames are JSON objects with a `type`; `commands` maps those a client may send to their methods."""

    commands: ClassVar[dict[str, Command]] = {}
    closed_with: int | None = None

    async def close(self, code: Any = None, reason: Any = None) -> None:
        """Close, and remember why."""
        self.closed_with = code
        await super().close(code, reason)

    async def tell(self, frame: dict[str, Any]) -> None:
        """Send one frame."""
        await self.send(text_data=orjson.dumps(frame, option=orjson.OPT_UTC_Z).decode())

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Hand a frame to its command; whatever is wrong with it is told, and the connection stays."""
        try:
            frame = self._frame(text_data)
            command = self.commands.get(frame["type"])
            if command is None:
                raise BadFrame("unknown_type", "There is no such frame type.")
            await command(self, frame)
        except BadFrame as error:
            await self.tell({"type": "error", "code": error.code, "detail": str(error)})
        except DomainError as error:
            await self.tell({"type": "error", "code": error.code, "detail": str(error)})

    def _frame(self, text: str | None) -> dict[str, Any]:
        if text is None or len(text) > MAX_FRAME:
            raise BadFrame("invalid_frame", "A frame is JSON text of modest size.")
        try:
            frame = orjson.loads(text)
        except (orjson.JSONDecodeError, UnicodeEncodeError) as error:
            raise BadFrame("parse_error", "A frame is one JSON object.") from error
        if not isinstance(frame, dict) or not isinstance(frame.get("type"), str):
            raise BadFrame("invalid_frame", "A frame is a JSON object with a type.")
        return frame

    async def pong(self, frame: dict[str, Any]) -> None:
        """Answer a ping."""
        await self.tell({"type": "pong"})

    def from_allowed_origin(self) -> bool:
        """Tell whether the page that opened this socket is one of ours; programs name no page and may come in."""
        origin = dict(self.scope["headers"]).get(b"origin", b"").decode("latin-1")
        # As Django reads a Host header: "" for what is no host, brackets around IPv6 as in ALLOWED_HOSTS.
        host, _ = split_domain_port(origin.partition("://")[2])
        return not origin or origin in settings.CSRF_TRUSTED_ORIGINS or validate_host(host, settings.ALLOWED_HOSTS)

    def came_as_asked(self) -> bool:
        """Tell whether this came by TLS, where the installation asks for it; a trusted proxy knows, else the server."""
        by_proxy = dict(self.scope["headers"]).get(b"x-forwarded-proto", b"").decode("latin-1")
        told = by_proxy.partition(",")[0].strip() if settings.TRUSTED_PROXIES else ""
        return not settings.SECURE_SSL_REDIRECT or (told or self.scope.get("scheme")) in {"https", "wss"}

    def request(self) -> RequestContext:
        """Return where this connection came from, in the words of the audit trail."""
        headers = {
            "HTTP_" + name.decode("latin-1").upper().replace("-", "_"): value.decode("latin-1")
            for name, value in self.scope["headers"]
        }
        client = self.scope.get("client") or ("", 0)
        return request_context({**headers, "REMOTE_ADDR": client[0]}, "WS", self.scope["path"])

    async def in_thread(self, work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Run synchronous `work` with this connection's request context."""

        def within() -> Any:
            set_request(self.request())
            return work(*args, **kwargs)

        return await database_sync_to_async(within)()


class UnknownSocket(AsyncWebsocketConsumer):
    """Where no socket lives."""

    async def connect(self) -> None:
        await self.accept()
        await self.close(NOT_FOUND)
