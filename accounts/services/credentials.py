"""Whether someone is who they say: address, password, and the account's own state."""

from collections.abc import Iterator
from contextlib import contextmanager
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

    def __init__(self, reason: str, message: str = "") -> None:
        """`reason` is for the trail alone."""
        super().__init__(message)
        self.reason = reason


@contextmanager
def check_credentials(*, email: str, password: str, otp: str | None = None, now: datetime) -> Iterator[User]:
    """Tell who signs in with these, by API and back office alike; what the block does lets them in.

    A block that refuses them after all raises `InvalidCredentials`: that counts, and is told in the trail, as a wrong
    password is. However it ends, one password is hashed: how long it takes tells nothing of the account.
    Raises `InvalidCredentials`, `OtpRequired` or `AccountLocked`.
    """
    try:
        locks = lockout.count_attempt(email, now)
    except lockout.AccountLocked:
        make_password(password)
        failures.note("login_failed", account_by_email(email), failures.LOCKED, now=now)
        raise
    user = account_by_email(email)
    try:
        yield _proven(user, password, otp, now)
    except InvalidCredentials as refusal:
        failures.note("login_failed", user, refusal.reason, locks, now=now)
        raise
    lockout.forget_attempts(email)


def _proven(user: User | None, password: str, otp: str | None, now: datetime) -> User:
    if user is None:
        make_password(password)
        raise InvalidCredentials("unknown")
    if not user.check_password(password):
        raise InvalidCredentials("password")
    if not may_sign_in(user, now):
        raise InvalidCredentials("account")
    try:
        passed = one_time_codes.passes(user, otp, now)
    except one_time_codes.OtpRequired:
        lockout.take_back_attempt(user.email)
        raise
    if not passed:
        raise InvalidCredentials("otp")
    return user


def may_sign_in(user: User, now: datetime) -> bool:
    """Whether the account is open, or was closed so lately that signing in brings it back."""
    if user.is_demo and not settings.DEMO:
        return False
    if settings.REQUIRE_VERIFIED_EMAIL and not user.is_verified:
        return False
    if user.account_status == AccountStatus.DELETED:
        return not has_departed(user, now)
    return user.is_active and user.account_status == AccountStatus.ACTIVE
