"""Whether someone is who they say: address, password, and the account's own state."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db.models import F

from accounts.models import AccountStatus, User
from accounts.rules import has_departed
from accounts.selectors import account_by_email
from accounts.services import lockout
from interview_coach.core.exceptions import NotSignedIn


class InvalidCredentials(NotSignedIn):
    code = "invalid_credentials"
    message = "The address or the password is wrong."


def check_credentials(*, email: str, password: str, now: datetime) -> User:
    """Return who signs in with these, by API and admin alike; raise `InvalidCredentials` or `AccountLocked`."""
    email = email.lower()
    lockout.count_attempt(email, now)
    user = account_by_email(email)
    if user is None:
        make_password(password)  # the same work as for a known address
        raise InvalidCredentials
    if not user.check_password(password) or not may_sign_in(user, now):
        User.objects.filter(pk=user.pk).update(
            failed_login_attempts=F("failed_login_attempts") + 1, last_failed_login=now
        )
        raise InvalidCredentials
    lockout.forget_attempts(email)
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
