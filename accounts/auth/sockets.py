"""How a socket proves who opens it, and how it learns that the sign-in has ended."""

import time
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.utils import timezone

from accounts.groups import session_group
from accounts.rules import Actor
from accounts.services.audit.requests import Answered, lines
from accounts.services.presence import actor_of_session
from accounts.services.tokens import redeem_ticket, session_of_access_token
from interview_coach.core.api.throttling import may_pass
from interview_coach.core.consumers import NOT_ALLOWED, NOT_SIGNED_IN, TOO_MANY, Socket
from interview_coach.core.request_context import current_request

SWITCHED = int(HTTPStatus.SWITCHING_PROTOCOLS)


def actor_of(scope: dict[str, Any]) -> Actor | None:
    """Return who opens a socket, by `Authorization` header or `?ticket=`; None for nobody."""
    headers = dict(scope["headers"])
    kind, _, token = headers.get(b"authorization", b"").decode("latin-1").partition(" ")
    if kind.lower() == "bearer":
        session = session_of_access_token(token.strip())
    else:
        tickets = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("ticket", [""])
        session = redeem_ticket(tickets[0]) if tickets[0] else None
    return actor_of_session(session, timezone.now()) if session else None


def admit(scope: dict[str, Any]) -> tuple[Actor | None, int]:
    """Return who opens a socket and the code to turn them away with, 0 for who may come in."""
    if not may_pass("address", current_request().ip_address):
        return None, TOO_MANY
    actor = actor_of(scope)
    if actor is None:
        return None, NOT_SIGNED_IN
    if not may_pass("user", actor.user_uuid.hex):
        return None, TOO_MANY
    return actor, NOT_ALLOWED if actor.must_set_up_two_factor else 0


class SignedInSocket(Socket):
    """A socket of a signed-in person; `opened` is called once it is known who that is."""

    actor: Actor

    async def connect(self) -> None:
        """Let in or turn away, and note it in the trail as a request is noted: by its close code, or 101."""
        started = time.perf_counter()
        await self._enter()
        if settings.TRAIL_REQUESTS:
            by = getattr(self, "actor", None)
            took = 1000 * (time.perf_counter() - started)
            lines.put(Answered(by and by.organization_id, by and by.user_id, self.request(),
                               self.closed_with or SWITCHED, took, timezone.now()))  # fmt: skip

    async def _enter(self) -> None:
        await self.accept()
        if not (self.from_allowed_origin() and self.came_as_asked()):
            await self.close(NOT_ALLOWED)
            return
        actor, refusal = await self.in_thread(admit, self.scope)
        if refusal:
            await self.close(refusal)
            return
        self.actor = actor
        await self.channel_layer.group_add(session_group(actor.session_uuid), self.channel_name)
        # An end or a change of the session before we joined was told to others only: look again, now that we listen.
        if await self._is_still():
            await self.opened()
        else:
            await self.close(NOT_SIGNED_IN)

    async def opened(self) -> None:
        """Subscribe to what this socket shows."""

    async def disconnect(self, code: int) -> None:
        if hasattr(self, "actor"):
            await self.channel_layer.group_discard(session_group(self.actor.session_uuid), self.channel_name)

    async def leave_if_signed_out(self) -> None:
        """Close when the sign-in has ended, run out or changed and its push was lost."""
        if not await self._is_still():
            await self.close(NOT_SIGNED_IN)

    async def _is_still(self) -> bool:
        """Whether the sign-in lives, of the same person in the same place and role as when the socket was opened."""
        now_is = await self.in_thread(actor_of_session, self.actor.session_uuid, timezone.now())
        return bool(now_is == self.actor)

    async def session_ended(self, message: dict[str, Any]) -> None:
        """The sign-in behind this socket has ended."""
        await self.close(NOT_SIGNED_IN)

    async def scoped(self, work: Any, *args: Any, **kwargs: Any) -> Any:
        """Run synchronous `work` within the actor's tenant scope."""

        def within() -> Any:
            with self.actor.scope():
                return work(*args, **kwargs)

        return await self.in_thread(within)
