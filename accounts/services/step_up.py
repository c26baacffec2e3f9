"""Proving oneself once more before something dangerous: a session that was left open must not be enough."""

from datetime import datetime, timedelta

from accounts.models import User, UserSession
from accounts.rules import Actor
from accounts.services import failures, lockout, one_time_codes
from interview_coach.core.exceptions import Invalid

# For so long after signing in the password is not asked for again where `confirm_unless_fresh` asks.
FRESH = timedelta(minutes=5)


def confirm(*, user: User, password: str, otp: str | None, now: datetime) -> None:
    """Check the password of the person who asks, and the second factor where it is on; a code is spent by that.

    Call it before locking rows: hashing takes long. Attempts count towards the account's lock like those to sign in.
    Raises `Invalid` (field `password` or `otp`), `OtpRequired` or `AccountLocked`.
    """
    try:
        locks = lockout.count_attempt(user.email, now)
    except lockout.AccountLocked:
        failures.note("step_up_failed", user, failures.LOCKED, now=now)
        raise
    if not user.check_password(password):
        failures.note("step_up_failed", user, "password", locks, now=now)
        raise wrong_password()
    try:
        passed = one_time_codes.passes(user, otp, now)
    except one_time_codes.OtpRequired:
        lockout.take_back_attempt(user.email)
        raise
    if not passed:
        failures.note("step_up_failed", user, "otp", locks, now=now)
        raise Invalid("otp", "invalid", "This code is wrong or was used.")
    lockout.forget_attempts(user.email)


def wrong_password() -> Invalid:
    """Return how a password that is not the account's is refused."""
    return Invalid("password", "invalid", "The password is wrong.")


def confirm_unless_fresh(*, actor: Actor, password: str | None, now: datetime) -> None:
    """The same for who has no second factor yet: who signed in a moment ago has just proven the password.

    Raises `Invalid` (field `password`) or `AccountLocked`.
    """
    if password is not None:
        confirm(user=User.objects.get(pk=actor.user_id), password=password, otp=None, now=now)
    elif now - UserSession.objects.get(uuid=actor.session_uuid).created_at > FRESH:
        raise Invalid("password", "required", "It is a while since you signed in: send your password, too.")
