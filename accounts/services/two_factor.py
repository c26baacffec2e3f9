"""Switching two factors on and off, by the person whose account it is."""

from datetime import datetime
from typing import NamedTuple
from urllib.parse import quote, urlencode

import segno
from django.db import transaction

from accounts.models import RecoveryCode, User
from accounts.rules import Actor
from accounts.services import mail, one_time_codes, sessions, step_up
from accounts.services.trail import record
from interview_coach.core.exceptions import Conflict, Invalid
from interview_coach.core.locking import locked

ISSUER = "Interview Coach"


class AlreadyOn(Conflict):
    code = "two_factor_on"
    message = "Two factors are on already."


class NotOn(Conflict):
    code = "two_factor_off"
    message = "Two factors are not on."


class NotSetUp(Conflict):
    code = "two_factor_not_set_up"
    message = "Ask for a secret first."


class Setup(NamedTuple):
    """What an authenticator app is told: the secret, the same as an address, and that as a picture (SVG)."""

    secret: str
    otpauth_uri: str
    qr_svg: str


def set_up(*, actor: Actor, password: str | None = None, now: datetime) -> Setup:
    """Make a secret that counts once a code made with it was shown.

    Raises `AlreadyOn`, and what `step_up.confirm_unless_fresh` raises.
    """
    if User.objects.get(pk=actor.user_id).two_factor_enabled:
        raise AlreadyOn
    step_up.confirm_unless_fresh(actor=actor, password=password, now=now)
    return _new_secret(actor, now)


@transaction.atomic
def _new_secret(actor: Actor, now: datetime) -> Setup:
    user = _held(actor, on=False)
    user.two_factor_secret = one_time_codes.new_secret()
    user.save(update_fields=["two_factor_secret", "updated_at"])
    _record(actor, user, "two_factor_set_up", now)
    uri = _address(user)
    return Setup(user.two_factor_secret, uri, segno.make(uri).svg_inline(scale=4))


def _address(user: User) -> str:
    query = {"secret": user.two_factor_secret, "issuer": ISSUER, "algorithm": "SHA1",
             "digits": one_time_codes.DIGITS, "period": one_time_codes.STEP_SECONDS}  # fmt: skip
    return f"otpauth://totp/{quote(ISSUER)}:{quote(user.email)}?{urlencode(query, quote_via=quote)}"


@transaction.atomic
def switch_on(*, actor: Actor, otp: str, now: datetime) -> list[str]:
    """Switch two factors on by a code of the app; return the recovery codes.

    Raises `AlreadyOn`, `NotSetUp`, or `Invalid` for a wrong code.
    """
    user = _held(actor, on=False)
    if not user.two_factor_secret:
        raise NotSetUp
    if not one_time_codes.spend(user, otp, now):
        raise Invalid("otp", "invalid", "This code is wrong or was used.")
    user.two_factor_enabled = True
    user.save(update_fields=["two_factor_enabled", "updated_at"])
    _record(actor, user, "two_factor_on", now)
    mail.send("two_factor_on", user.email, user.language_preference)
    sessions.recheck(user_id=user.pk, now=now)  # an organization may have waited for this
    return one_time_codes.renew_recovery_codes(user, now)


def switch_off(*, actor: Actor, password: str, otp: str, now: datetime) -> None:
    """Switch two factors off. Raises `NotOn`, and what `step_up.confirm` raises."""
    _step_up(actor, password, otp, now)
    with transaction.atomic():
        user = _held(actor, on=True)
        user.two_factor_enabled, user.two_factor_secret = False, ""
        user.save(update_fields=["two_factor_enabled", "two_factor_secret", "updated_at"])
        RecoveryCode.objects.filter(user=user).delete()
        _record(actor, user, "two_factor_off", now)
        mail.send("two_factor_off", user.email, user.language_preference)
        sessions.recheck(user_id=user.pk, now=now)


def renew_recovery_codes(*, actor: Actor, password: str, otp: str, now: datetime) -> list[str]:
    """Replace the recovery codes; return the new ones. Raises `NotOn`, and what `step_up.confirm` raises."""
    _step_up(actor, password, otp, now)
    with transaction.atomic():
        user = _held(actor, on=True)
        _record(actor, user, "recovery_codes_renewed", now)
        mail.send("recovery_codes", user.email, user.language_preference)
        return one_time_codes.renew_recovery_codes(user, now)


def _step_up(actor: Actor, password: str, otp: str, now: datetime) -> None:
    user = User.objects.get(pk=actor.user_id)
    if not user.two_factor_enabled:
        raise NotOn
    step_up.confirm(user=user, password=password, otp=otp, now=now)


def _held(actor: Actor, *, on: bool) -> User:
    """Return the person's row, locked; raise `AlreadyOn` or `NotOn` unless two factors are as expected."""
    user = locked(User.objects.all()).get(pk=actor.user_id)
    if user.two_factor_enabled != on:
        raise NotOn if on else AlreadyOn
    return user


def _record(actor: Actor, user: User, action: str, now: datetime) -> None:
    record(organization_id=actor.organization_id, user_id=user.pk, action=action, now=now, entity_type="user",
           entity_id=user.uuid)  # fmt: skip
