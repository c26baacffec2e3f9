"""Whether someone is who they say: address, password, and the account's own state."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.hashers import make_password

from accounts.models import AccountStatus, User
from accounts.rules import has_departed
from accounts.selectors import account_by_email
from accounts.services import failures, lockout, one_time_codes
from interview_coach.core.exceptions import NotSignedIn


class InvalidCredentials(NotSignedIn):
    code = "invalid_credentials"
    message = "The address, the password or the code is wrong."


def check_credentials(*, email: str, password: str, otp: str | None = None, now: datetime) -> User:
    """Return who signs in with these, by API and admin alike.

    However it ends, one password is hashed: how long it takes tells nothing of the account.
    Raises `InvalidCredentials`, `OtpRequired` or `AccountLocked`.
    """
    try:
        locks = lockout.count_attempt(email, now)
    except lockout.AccountLocked:
        make_password(password)
        failures.note("login_failed", account_by_email(email), failures.LOCKED, now=now)
        raise
    user = account_by_email(email)
    reason = _why_not(user, password, otp, now)
    if user is None or reason:
        failures.note("login_failed", user, reason, locks, now=now)
        raise InvalidCredentials
    lockout.forget_attempts(email)
    return user


def _why_not(user: User | None, password: str, otp: str | None, now: datetime) -> str:
    """Return what keeps somebody out, for the trail; nothing where they may come in."""
    if user is None:
        make_password(password)
        return "unknown"
    if not user.check_password(password):
        return "password"
    if not may_sign_in(user, now):
        return "account"
    try:
        return "" if one_time_codes.passes(user, otp, now) else "otp"
    except one_time_codes.OtpRequired:
        lockout.take_back_attempt(user.email)
        raise


def may_sign_in(user: User, now: datetime) -> bool:
    """Whether the account is open, or was closed so lately that signing in brings it back."""
    if user.is_demo and not settings.DEMO:
        return False
    if settings.REQUIRE_VERIFIED_EMAIL and not user.is_verified:
        return False
    if user.account_status == AccountStatus.DELETED:
        return not has_departed(user, now)
    return user.is_active and user.account_status == AccountStatus.ACTIVE
