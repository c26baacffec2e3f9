"""Proving oneself once more before something dangerous: a session that was left open must not be enough."""

from datetime import datetime

from accounts.models import User
from accounts.services import lockout, one_time_codes
from accounts.services.credentials import note_failure
from interview_coach.core.exceptions import Invalid


def confirm(*, user: User, password: str, otp: str | None, now: datetime) -> None:
    """Check the password of the person who asks, and the second factor where it is on; a code is spent by that.

    Call it before locking rows: hashing takes long. Attempts count towards the account's lock like those to sign in.
    Raises `Invalid` (field `password` or `otp`), `OtpRequired` or `AccountLocked`.
    """
    lockout.count_attempt(user.email, now)
    if not user.check_password(password):
        note_failure(user, now)
        raise Invalid("password", "invalid", "The password is wrong.")
    try:
        passed = one_time_codes.passes(user, otp, now)
    except one_time_codes.OtpRequired:
        lockout.take_back_attempt(user.email)
        raise
    if not passed:
        note_failure(user, now)
        raise Invalid("otp", "invalid", "This code is wrong or was used.")
    lockout.forget_attempts(user.email)
