"""The second factor: codes of an authenticator app (TOTP, RFC 6238), and recovery codes that stand in for them once."""

import base64
import secrets
from datetime import datetime
from typing import cast

from django_otp.oath import TOTP

from accounts.models import RecoveryCode, User
from accounts.services.tokens import digest
from interview_coach.core.exceptions import NotSignedIn

DIGITS, STEP_SECONDS = 6, 30
# Clocks of phones go wrong: the code before and the one after are taken too.
TOLERANCE = 1
RECOVERY_CODES = 10
RECOVERY_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # no letter that is read for another
RECOVERY_GROUPS, RECOVERY_GROUP = 7, 4  # 138 bits


class OtpRequired(NotSignedIn):
    code = "otp_required"
    message = "Two factors are on: send a code as `otp`."


def new_secret() -> str:
    """Return a fresh secret of 160 bits, in the base32 that authenticator apps take."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def passes(user: User, otp: str | None, now: datetime) -> bool:
    """Whether `otp` is right where two factors are on, which spends it. Raises `OtpRequired` where it is missing."""
    if not user.two_factor_enabled:
        return True
    if not otp:
        raise OtpRequired
    return spend(user, otp, now)


def spend(user: User, otp: str, now: datetime) -> bool:
    """Use up a code of the app or a recovery code; False for one that is wrong, spent, or older than a spent one."""
    code = otp.replace(" ", "").replace("-", "").lower()
    if len(code) == DIGITS and code.isascii() and code.isdecimal():
        return _spend_step(user, int(code), now)
    codes = RecoveryCode.objects.filter(user=user, code_hash=digest(code), used_at=None)
    return bool(codes.update(used_at=now))


def _spend_step(user: User, code: int, now: datetime) -> bool:
    totp = TOTP(base64.b32decode(user.two_factor_secret), step=STEP_SECONDS, digits=DIGITS)
    totp.time = now.timestamp()
    if not totp.verify(code, tolerance=TOLERANCE):
        return False
    step = cast(int, totp.t())  # of the code that matched
    # Of two who bring the same code at once, only the one whose update finds an older step passes.
    return bool(User.objects.filter(pk=user.pk, two_factor_step__lt=step).update(two_factor_step=step))


def renew_recovery_codes(user: User, now: datetime) -> list[str]:
    """Replace a person's recovery codes; return the new ones, which are shown once and kept as digests alone."""
    RecoveryCode.objects.filter(user=user).delete()
    codes = ["".join(secrets.choice(RECOVERY_ALPHABET) for _ in range(RECOVERY_GROUPS * RECOVERY_GROUP))
             for _ in range(RECOVERY_CODES)]  # fmt: skip
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, code_hash=digest(code), created_at=now) for code in codes)
    return ["-".join(code[at : at + RECOVERY_GROUP] for at in range(0, len(code), RECOVERY_GROUP)) for code in codes]
