"""Signing in, staying in, and being out at once."""

import secrets
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from accounts.groups import session_group
from accounts.models import AccountStatus, Membership, Organization, User, UserSession
from accounts.rules import Actor
from accounts.selectors import memberships_of
from accounts.services import mail
from accounts.services.credentials import InvalidCredentials, check_credentials, may_sign_in
from accounts.services.devices import describe, fingerprint
from accounts.services.presence import forget
from accounts.services.tokens import Tokens, access_token, digest, issue_tokens, read_refresh_token
from accounts.services.trail import record
from interview_coach.core.exceptions import NotFound, NotSignedIn
from interview_coach.core.locking import locked
from interview_coach.core.realtime import push
from interview_coach.core.request_context import current_request
from interview_coach.core.tenancy import all_tenants, tenant_scope

# Reasons that are what somebody did to the session itself, and named so in the trail.
DEEDS = frozenset({"logout", "logout_all", "session_revoked", "refresh_token_reused"})


class SessionEnded(NotSignedIn):
    code = "session_ended"
    message = "This session has ended: sign in again."


def log_in(*, email: str, password: str, otp: str | None = None, now: datetime) -> Tokens:
    """Check who it is and open a session; raise what `check_credentials` raises."""
    with check_credentials(email=email, password=password, otp=otp, now=now) as user:
        memberships = memberships_of(user)
        if not memberships:
            raise InvalidCredentials("place")
        return _open_session(user, memberships[0].organization, now)


def _open_session(user: User, organization: Organization, now: datetime) -> Tokens:
    request = current_request()
    device = describe(request.user_agent)
    secret = secrets.token_urlsafe(32)
    with tenant_scope(organization.pk), transaction.atomic():
        session = UserSession.objects.create(
            user=user, organization=organization, session_token=digest(secret), ip_address=request.ip_address,
            user_agent=request.user_agent, device_type=device.device_type, browser=device.browser, os=device.os,
            fingerprint=fingerprint(device), location=request.location, created_at=now, last_activity=now,
            expires_at=now + timedelta(days=settings.SESSION_DAYS),
        )  # fmt: skip
        # Looked at again under its lock: while the password was hashed, another may have come, or the account gone.
        session.user = held = locked(User.objects.all()).get(pk=user.pk)
        if held.password != user.password:
            raise InvalidCredentials("password")
        if not may_sign_in(held, now):
            raise InvalidCredentials("account")
        held.last_login, held.failed_login_attempts = now, 0
        if held.account_status == AccountStatus.DELETED:  # signing in brings it back
            record(organization_id=organization.pk, user_id=held.pk, action="account_returned", now=now,
                   entity_type="user", entity_id=held.uuid)  # fmt: skip
            mail.send("account_returned", held.email, held.language_preference)
        held.is_active, held.account_status, held.deleted_at = True, AccountStatus.ACTIVE, None
        held.save(update_fields=["last_login", "failed_login_attempts", "is_active", "account_status", "deleted_at"])
        _mark_used(user.pk, organization.pk, now)
        _tell_of_new_device(session)
        record(organization_id=organization.pk, user_id=user.pk, action="login", now=now,
               entity_type="user_session", entity_id=session.uuid, two_factors=held.two_factor_enabled)  # fmt: skip
    return issue_tokens(session, user.uuid, secret)


def _tell_of_new_device(session: UserSession) -> None:
    """Mail the person where nobody has signed in from such a device before; the first sign-in ever is no news."""
    earlier = UserSession.objects.filter(user=session.user_id).exclude(pk=session.pk)
    known = set(earlier.values_list("fingerprint", flat=True).distinct())
    if known and session.fingerprint not in known:
        device = " on ".join(filter(None, (session.browser, session.os))) or session.device_type
        mail.send("new_device", session.user.email, session.user.language_preference, device=device,
                  ip_address=session.ip_address, at=f"{session.created_at:%Y-%m-%d %H:%M}")  # fmt: skip


def _mark_used(user_id: int, organization_id: int, now: datetime) -> None:
    Membership.objects.filter(user=user_id, organization=organization_id).update(last_used_at=now)


def refresh(*, token: str, now: datetime) -> Tokens:
    """Spend a refresh token for the next pair. A token that was spent before ends its session: someone copied it."""
    named = read_refresh_token(token)
    if named is None:
        raise SessionEnded
    sid, secret = named
    with all_tenants():
        session = UserSession.objects.select_related("user").filter(uuid=sid, is_active=True).first()
    if session is None or session.expires_at <= now or not session.user.is_active:
        raise SessionEnded
    fresh = secrets.token_urlsafe(32)
    if not _rotate(session, digest(secret), digest(fresh), now):
        with transaction.atomic():
            end(session=session, now=now, reason="refresh_token_reused")
        raise SessionEnded
    return issue_tokens(session, session.user.uuid, fresh)


@transaction.atomic
def _rotate(session: UserSession, spent: str, fresh: str, now: datetime) -> int:
    """Put a fresh token in the place of the spent one; return 0 where that one was spent before."""
    held = UserSession.objects.filter(pk=session.pk, is_active=True, session_token=spent)
    if rotated := held.update(session_token=fresh, last_activity=now):
        with tenant_scope(session.organization_id):
            record(organization_id=session.organization_id, user_id=session.user_id, action="token_refresh", now=now,
                   entity_type="user_session", entity_id=session.uuid)  # fmt: skip
    return rotated


def switch(*, actor: Actor, organization_uuid: UUID, now: datetime) -> tuple[str, Organization]:
    """Make another of the person's organizations the active one of this session; raise `NotFound` otherwise."""
    session = UserSession.objects.select_related("user").get(uuid=actor.session_uuid)
    target = next((m for m in memberships_of(session.user) if m.organization.uuid == organization_uuid), None)
    if target is None:
        raise NotFound
    with tenant_scope(target.organization_id), transaction.atomic():
        _mark_used(actor.user_id, target.organization_id, now)
        session.organization = target.organization
        session.last_activity = now
        session.save(update_fields=["organization", "last_activity"])
        record(organization_id=target.organization_id, user_id=actor.user_id, action="organization_switched", now=now,
               entity_type="user_session", entity_id=session.uuid)  # fmt: skip
        _changed(session.uuid)
    return access_token(session, actor.user_uuid), target.organization


@transaction.atomic
def end(*, session: UserSession, now: datetime, reason: str = "logout", by: int | None = None) -> None:
    """End a session: its tokens and open sockets stop at once. `by` is who does it; None: the person of the session.

    `reason` names it in the trail where it is one of the `DEEDS`; else it is a `session_ended` that says why.
    """
    if not UserSession.objects.filter(pk=session.pk, is_active=True).update(is_active=False, last_activity=now):
        return  # it had ended already, and the trail says when
    with tenant_scope(session.organization_id):
        action = reason if reason in DEEDS else "session_ended"
        why: dict[str, Any] = {} if reason in DEEDS else {"why": reason}
        record(organization_id=session.organization_id, user_id=by or session.user_id, action=action, now=now,
               entity_type="user_session", entity_id=session.uuid, subject_id=session.user_id, **why)  # fmt: skip
    _changed(session.uuid)


def _changed(session_uuid: UUID) -> None:
    """At commit, let the session be looked up anew and its open sockets close."""
    transaction.on_commit(partial(forget, session_uuid))
    push(session_group(session_uuid), "session.ended")


def end_own(*, actor: Actor, session_uuid: UUID, now: datetime) -> None:
    """End one of the person's own sessions; raise `NotFound` for any other, and for one that has ended."""
    session = living(now).filter(user=actor.user_id, uuid=session_uuid).first()
    if session is None:
        raise NotFound
    end(session=session, now=now, reason="session_revoked")


def living(now: datetime) -> QuerySet[UserSession]:
    """Return the sessions that neither were ended nor ran out."""
    return UserSession.objects.filter(is_active=True, expires_at__gt=now)


def recheck(*, user_id: int, now: datetime) -> None:
    """Let every session of a person be looked up anew: a role, a membership or the account has changed.

    Open sockets close: who may still come in comes again.
    """
    _recheck(living(now).filter(user=user_id))


def recheck_at(*, organization_id: int, now: datetime) -> None:
    """The same for everyone who works at an organization now: what it asks of its members has changed."""
    _recheck(living(now).filter(organization=organization_id))


def _recheck(rows: QuerySet[UserSession]) -> None:
    for uuid in rows.values_list("uuid", flat=True):
        _changed(uuid)


def end_all(
    *, user_id: int, now: datetime, reason: str = "logout_all", keep: UUID | None = None, by: int | None = None
) -> int:
    """End every session of a person, one apart if `keep` names it; return how many there were. `by` as in `end`.

    Sign-ins to the back office are sessions of another kind, and all of them end.
    """
    own = living(now).filter(user=user_id).order_by("pk")
    sessions = [session for session in own if session.uuid != keep]
    with transaction.atomic():
        User.objects.filter(pk=user_id).update(signed_out_at=now)
        for session in sessions:
            end(session=session, now=now, reason=reason, by=by)
    return len(sessions)
