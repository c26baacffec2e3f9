"""What a client holds to show who it is: access tokens, refresh tokens, and tickets for sockets."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.core.cache import cache
from rest_framework_simplejwt.exceptions import TokenError
from rest_framework_simplejwt.tokens import AccessToken, RefreshToken

from accounts.models import UserSession
from interview_coach.core.models import uuid7

# What reading a token that we did not make may raise; its parts may nest deeper than Python's own JSON reader goes.
UNREADABLE = (TokenError, KeyError, ValueError, RecursionError)


@dataclass(frozen=True, slots=True)
class Tokens:
    """A short access token, and the refresh token that is good for one use."""

    access: str
    refresh: str
    session: UserSession


def digest(token: str) -> str:
    """Return what is stored of a token that was handed out."""
    return hashlib.sha256(token.encode()).hexdigest()


def dated_token(now: datetime) -> str:
    """Return a random token that tells when it was made; its digest vouches for that, too."""
    return f"{int(now.timestamp()):x}-{secrets.token_urlsafe(32)}"


def age(token: str, now: datetime) -> timedelta:
    """Return how old a dated token is. Look its digest up first: anybody can write a date."""
    return now - datetime.fromtimestamp(int(token.partition("-")[0], 16), UTC)


def access_token(session: UserSession, user_uuid: UUID) -> str:
    """Return a signed access token for `session`; it is worth nothing once the session has ended."""
    token = AccessToken()
    token["sub"], token["sid"] = str(user_uuid), str(session.uuid)
    return str(token)


def issue_tokens(session: UserSession, user_uuid: UUID, secret: str) -> Tokens:
    """Return the pair of tokens for `session`; `secret` is what its row keeps the digest of."""
    refresh = RefreshToken()
    refresh.set_exp(from_time=session.created_at, lifetime=session.expires_at - session.created_at)
    refresh["sid"], refresh["jti"] = str(session.uuid), secret
    return Tokens(access_token(session, user_uuid), str(refresh), session)


def read_refresh_token(token: str) -> tuple[UUID, str] | None:
    """Return the session and the secret that a signed refresh token names; None for any other text."""
    try:
        claims = RefreshToken(cast(Any, token)).payload
        return UUID(claims["sid"]), claims["jti"]
    except UNREADABLE:
        return None


def session_of_access_token(token: str) -> UUID | None:
    """Return the session a valid access token names, else None."""
    try:
        return UUID(AccessToken(cast(Any, token)).payload["sid"])
    except UNREADABLE:
        return None


def issue_ticket(session_uuid: UUID) -> str:
    """Return a ticket that opens one socket within 30 seconds, for browsers that cannot set a header."""
    ticket = uuid7().hex + secrets.token_urlsafe(16)
    cache.set("ws-ticket:" + digest(ticket), str(session_uuid), settings.WS_TICKET_SECONDS)
    return ticket


def redeem_ticket(ticket: str) -> UUID | None:
    """Return the session a ticket stands for, once; None for an unknown, late or spent one."""
    key = "ws-ticket:" + digest(ticket)
    session = cache.get(key)
    # Of two who redeem at once, only the one whose delete found the key may enter.
    return UUID(session) if session and cache.delete(key) else None
