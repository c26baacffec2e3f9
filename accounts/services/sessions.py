"""Signing in, staying in, and being out at once."""

import hashlib
import logging
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.db import transaction
from django.db.models import F
from redis.exceptions import RedisError
from rest_framework_simplejwt.exceptions import TokenError
from rest_framework_simplejwt.tokens import AccessToken, RefreshToken

from accounts.groups import session_group
from accounts.models import AccountStatus, Membership, Organization, User, UserSession
from accounts.rules import Actor
from accounts.selectors import account_by_email, memberships_of
from accounts.services.devices import describe
from accounts.services.presence import forget
from accounts.services.trail import record
from interview_coach.core.exceptions import NotFound, NotSignedIn, TooMany
from interview_coach.core.locking import locked
from interview_coach.core.models import uuid7
from interview_coach.core.realtime import push
from interview_coach.core.request_context import current_request
from interview_coach.core.tenancy import all_tenants, tenant_scope

log = logging.getLogger(__name__)

RETURN_DAYS = 30
# What reading a token that we did not make may raise; its parts may nest deeper than Python's own JSON reader goes.
UNREADABLE = (TokenError, KeyError, ValueError, RecursionError)


class InvalidCredentials(NotSignedIn):
    code = "invalid_credentials"
    message = "The address or the password is wrong."


class SessionEnded(NotSignedIn):
    code = "session_ended"
    message = "This session has ended: sign in again."


class AccountLocked(TooMany):
    code = "account_locked"


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a client holds: a short access token, and the refresh token that is good for one use."""

    access: str
    refresh: str
    session: UserSession


def log_in(*, email: str, password: str, now: datetime) -> Tokens:
    """Check a password and open a session; raise `InvalidCredentials` or `AccountLocked`."""
    user = check_credentials(email=email, password=password, now=now)
    memberships = memberships_of(user)
    if not memberships:
        raise InvalidCredentials
    return _open_session(user, memberships[0].organization, now)


def check_credentials(*, email: str, password: str, now: datetime) -> User:
    """Return who signs in with these, by API and admin alike; raise `InvalidCredentials` or `AccountLocked`."""
    email = email.lower()
    _count_attempt(email, now)
    user = account_by_email(email)
    if user is None:
        make_password(password)  # the same work as for a known address
        raise InvalidCredentials
    if not user.check_password(password) or not _may_sign_in(user, now):
        User.objects.filter(pk=user.pk).update(
            failed_login_attempts=F("failed_login_attempts") + 1, last_failed_login=now
        )
        raise InvalidCredentials
    _forget_attempts(email)
    return user


def _may_sign_in(user: User, now: datetime) -> bool:
    if user.is_demo and not settings.DEMO:
        return False
    if settings.REQUIRE_VERIFIED_EMAIL and not user.is_verified:
        return False
    if user.account_status == AccountStatus.DELETED and user.deleted_at:
        return now - user.deleted_at < timedelta(days=RETURN_DAYS)
    return user.is_active and user.account_status == AccountStatus.ACTIVE


def _attempts_key(email: str) -> str:
    return "login-attempts:" + hashlib.sha256(email.encode()).hexdigest()


def _count_attempt(email: str, now: datetime) -> None:
    """Count an attempt before its password is looked at, so that many at once are no way around the limit.

    Unknown addresses are counted too: being locked must not tell that an account exists. Without a cache nobody is
    locked out, and nobody kept from signing in.
    """
    key, since = _attempts_key(email), now.timestamp()
    try:
        cache.add(key, since, settings.LOGIN_LOCK_SECONDS)
        cache.add(key + ":n", 0, settings.LOGIN_LOCK_SECONDS)
        attempts, since = cache.incr(key + ":n"), cache.get(key, since)
    except (ValueError, RedisError, OSError) as error:
        log.warning("login_attempt_not_counted", extra={"error": repr(error)})
        return
    if attempts > settings.LOGIN_FAILURE_LIMIT:
        left = int(since + settings.LOGIN_LOCK_SECONDS - now.timestamp())
        raise AccountLocked("Too many wrong passwords. Try again later.", max(1, left))


def _forget_attempts(email: str) -> None:
    try:
        cache.delete_many([_attempts_key(email), _attempts_key(email) + ":n"])
    except (RedisError, OSError) as error:
        log.warning("login_attempts_not_forgotten", extra={"error": repr(error)})


def _open_session(user: User, organization: Organization, now: datetime) -> Tokens:
    request = current_request()
    device = describe(request.user_agent)
    secret = secrets.token_urlsafe(32)
    with tenant_scope(organization.pk), transaction.atomic():
        session = UserSession.objects.create(
            user=user, organization=organization, session_token=_digest(secret), ip_address=request.ip_address,
            user_agent=request.user_agent, device_type=device.device_type, browser=device.browser, os=device.os,
            location=request.location, created_at=now, last_activity=now,
            expires_at=now + timedelta(days=settings.SESSION_DAYS),
        )  # fmt: skip
        # Looked at again under its lock: it may have been suspended while the password was hashed.
        held = locked(User.objects.all()).get(pk=user.pk)
        if not _may_sign_in(held, now):
            raise InvalidCredentials
        held.last_login, held.failed_login_attempts = now, 0
        # Signing in brings a deleted account back.
        held.is_active, held.account_status, held.deleted_at = True, AccountStatus.ACTIVE, None
        held.save(update_fields=["last_login", "failed_login_attempts", "is_active", "account_status", "deleted_at"])
        _mark_used(user.pk, organization.pk, now)
        record(organization_id=organization.pk, user_id=user.pk, action="login", now=now,
               entity_type="user_session", entity_id=session.uuid)  # fmt: skip
    return _tokens(session, user.uuid, secret)


def _mark_used(user_id: int, organization_id: int, now: datetime) -> None:
    Membership.objects.filter(user=user_id, organization=organization_id).update(last_used_at=now)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def access_token(session: UserSession, user_uuid: UUID) -> str:
    """Return a signed access token for `session`; it is worth nothing once the session has ended."""
    token = AccessToken()
    token["sub"], token["sid"] = str(user_uuid), str(session.uuid)
    return str(token)


def _tokens(session: UserSession, user_uuid: UUID, secret: str) -> Tokens:
    refresh = RefreshToken()
    refresh.set_exp(from_time=session.created_at, lifetime=session.expires_at - session.created_at)
    refresh["sid"], refresh["jti"] = str(session.uuid), secret
    return Tokens(access_token(session, user_uuid), str(refresh), session)


def refresh(*, token: str, now: datetime) -> Tokens:
    """Spend a refresh token for the next pair. A token that was spent before ends its session: someone copied it."""
    try:
        claims = RefreshToken(cast(Any, token)).payload
        sid, secret = UUID(claims["sid"]), claims["jti"]
    except UNREADABLE as error:
        raise SessionEnded from error
    with all_tenants():
        session = UserSession.objects.select_related("user").filter(uuid=sid, is_active=True).first()
    if session is None or session.expires_at <= now or not session.user.is_active:
        raise SessionEnded
    fresh = secrets.token_urlsafe(32)
    rotated = UserSession.objects.filter(pk=session.pk, is_active=True, session_token=_digest(secret)).update(
        session_token=_digest(fresh), last_activity=now
    )
    if not rotated:
        with transaction.atomic():
            end(session=session, now=now, reason="refresh_token_reused")
        raise SessionEnded
    return _tokens(session, session.user.uuid, fresh)


def switch(*, actor: Actor, organization_uuid: UUID, now: datetime) -> tuple[str, Organization]:
    """Make another of the person's organizations the active one of this session; raise `NotFound` otherwise."""
    session = UserSession.objects.select_related("user").get(uuid=actor.session_uuid)
    target = next((m for m in memberships_of(session.user) if m.organization.uuid == organization_uuid), None)
    if target is None:
        raise NotFound
    with tenant_scope(target.organization_id), transaction.atomic():
        session.organization = target.organization
        session.last_activity = now
        session.save(update_fields=["organization", "last_activity"])
        _mark_used(actor.user_id, target.organization_id, now)
        record(organization_id=target.organization_id, user_id=actor.user_id, action="organization_switched", now=now,
               entity_type="user_session", entity_id=session.uuid)  # fmt: skip
        transaction.on_commit(partial(forget, session.uuid))
    return access_token(session, actor.user_uuid), target.organization


@transaction.atomic
def end(*, session: UserSession, now: datetime, reason: str = "logout") -> None:
    """End a session: its tokens and open sockets stop at once."""
    if not UserSession.objects.filter(pk=session.pk, is_active=True).update(is_active=False, last_activity=now):
        return  # it had ended already, and the trail says when
    with tenant_scope(session.organization_id):
        record(organization_id=session.organization_id, user_id=session.user_id, action=reason, now=now,
               entity_type="user_session", entity_id=session.uuid)  # fmt: skip
    transaction.on_commit(partial(forget, session.uuid))
    push(session_group(session.uuid), "session.ended")


def recheck(*, user_id: int) -> None:
    """Let every session of a person be looked up anew: a role, a membership or the account has changed.

    Open sockets close: who may still come in comes again.
    """
    for uuid in UserSession.objects.filter(user=user_id, is_active=True).values_list("uuid", flat=True):
        transaction.on_commit(partial(forget, uuid))
        push(session_group(uuid), "session.ended")


def end_all(*, user_id: int, now: datetime, reason: str = "logout_all") -> int:
    """End every session of a person; return how many there were."""
    sessions = list(UserSession.objects.filter(user=user_id, is_active=True).order_by("pk"))
    with transaction.atomic():
        for session in sessions:
            end(session=session, now=now, reason=reason)
    return len(sessions)


def issue_ticket(session_uuid: UUID) -> str:
    """Return a ticket that opens one socket within 30 seconds, for browsers that cannot set a header."""
    ticket = uuid7().hex + secrets.token_urlsafe(16)
    cache.set("ws-ticket:" + _digest(ticket), str(session_uuid), settings.WS_TICKET_SECONDS)
    return ticket


def redeem_ticket(ticket: str) -> UUID | None:
    """Return the session a ticket stands for, once; None for an unknown, late or spent one."""
    key = "ws-ticket:" + _digest(ticket)
    session = cache.get(key)
    # Of two who redeem at once, only the one whose delete found the key may enter.
    return UUID(session) if session and cache.delete(key) else None


def session_of_access_token(token: str) -> UUID | None:
    """Return the session a valid access token names, else None."""
    try:
        return UUID(AccessToken(cast(Any, token)).payload["sid"])
    except UNREADABLE:
        return None
