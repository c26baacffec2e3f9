"""How often a password or a code may be guessed: so often for an account, and so often from a network address.

An attempt is counted, under a lock of its row, before the password is looked at: however many come at once, no more
than the limit are tried. Unknown accounts are counted like known ones: being locked must not tell that one exists.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet

from accounts.models import Guarded, SignInGuard
from accounts.services.tokens import digest
from accounts.services.trail import record
from interview_coach.core.exceptions import TooMany
from interview_coach.core.locking import locked
from interview_coach.core.request_context import current_request


class AccountLocked(TooMany):
    code = "account_locked"


def subject_of(kind: str, name: str) -> str:
    """Return how a guard names an account (by its e-mail address) or a network address."""
    return digest(f"{kind}:{name.lower()}")


def count_attempt(email: str, now: datetime) -> list[Guarded]:
    """Count an attempt on an account and from where it came; return what it was the last one of, should it fail.

    Raises `AccountLocked` where there were too many.
    """
    address = current_request().ip_address
    last = []
    if address and _count(Guarded.ADDRESS, address, settings.LOGIN_ADDRESS_LIMIT, now):
        last.append(Guarded.ADDRESS)
    if _count(Guarded.ACCOUNT, email, settings.LOGIN_FAILURE_LIMIT, now):
        last.append(Guarded.ACCOUNT)
    return last


@transaction.atomic
def _count(kind: Guarded, name: str, limit: int, now: datetime) -> bool:
    window = timedelta(seconds=settings.LOGIN_LOCK_SECONDS)
    guard, _ = locked(SignInGuard.objects.all()).get_or_create(
        subject=subject_of(kind, name), defaults={"kind": kind, "since": now}
    )
    if guard.locked_until and guard.locked_until > now:
        left = int((guard.locked_until - now).total_seconds())
        raise AccountLocked("Too many wrong passwords. Try again later.", max(1, left))
    if guard.locked_until or now - guard.since >= window:
        guard.attempts, guard.since, guard.locked_until = 0, now, None
    guard.attempts += 1
    guard.ip_address = current_request().ip_address
    if guard.attempts >= limit:
        guard.locked_until = now + window  # this attempt is the last
    guard.save()
    return guard.locked_until is not None


def take_back_attempt(email: str) -> None:
    """Uncount an attempt that was right as far as it went: a code is still missing."""
    for guards in (_of_address(), _of_account(email)):
        guards.filter(attempts__gt=0).update(attempts=F("attempts") - 1, locked_until=None)


def forget_attempts(email: str) -> None:
    """Clear an account after a success. Its network address has only this attempt taken back: others share it."""
    _of_address().filter(attempts__gt=0).update(attempts=F("attempts") - 1, locked_until=None)
    lift(subject=subject_of(Guarded.ACCOUNT, email))


def lift(*, subject: str) -> bool:
    """Clear what is counted against an account or a network address; return whether there was anything."""
    return bool(SignInGuard.objects.filter(subject=subject).delete()[0])


@transaction.atomic
def lift_on_record(*, subject: str, person: int | None = None, by: int, organization_id: int, now: datetime) -> bool:
    """The same on behalf of platform staff; the trail of the organization says so, and for which person."""
    guard = SignInGuard.objects.filter(subject=subject).first()
    if guard is None:
        return False
    record(organization_id=organization_id, user_id=by, action="lock_lifted", now=now, entity_type="sign_in_guard",
           entity_id=guard.uuid, before={"attempts": guard.attempts, "locked": guard.locked_until is not None},
           subject_id=person, kind=guard.kind)  # fmt: skip
    return lift(subject=subject)


def _of_account(email: str) -> QuerySet[SignInGuard]:
    return SignInGuard.objects.filter(subject=subject_of(Guarded.ACCOUNT, email))


def _of_address() -> QuerySet[SignInGuard]:
    return SignInGuard.objects.filter(subject=subject_of(Guarded.ADDRESS, current_request().ip_address))


def locked_until(email: str, now: datetime) -> datetime | None:
    """Return until when an account is locked, None where it is not."""
    return _of_account(email).filter(locked_until__gt=now).values_list("locked_until", flat=True).first()


def forget_old_attempts(*, now: datetime) -> int:
    """Delete what no longer counts; return how many rows that were."""
    window = timedelta(seconds=settings.LOGIN_LOCK_SECONDS)
    return int(SignInGuard.objects.filter(since__lt=now - 2 * window).exclude(locked_until__gt=now).delete()[0])
