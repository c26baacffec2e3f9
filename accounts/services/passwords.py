"""New passwords: changed by who knows the old one, or reset by who reads the account's mail."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import Guarded, User
from accounts.rules import Actor
from accounts.selectors import account_by_email, house
from accounts.services import lockout, mail, sessions, step_up
from accounts.services.credentials import may_sign_in
from accounts.services.registration import mark_verified
from accounts.services.tokens import digest
from accounts.services.trail import record
from interview_coach.core.exceptions import Invalid
from interview_coach.core.locking import locked
from interview_coach.core.tasks import enqueue
from interview_coach.core.tenancy import tenant_scope

# Between two mails to the same account.
RESET_PAUSE_SECONDS = 60


class ResetTokens(PasswordResetTokenGenerator):
    """Tokens that are signed over password, last sign-in and time: nothing is stored, and using one spends it."""

    key_salt = "accounts.services.passwords"

    def for_person(self, user: User) -> str:
        """Return a token that names its person."""
        return f"{user.uuid.hex}-{self.make_token(user)}"

    def person(self, token: str) -> User | None:
        """Return whom a token lets set a password; None for one that is wrong, was used, or is too old."""
        name, _, signed = token.partition("-")
        try:
            user = User.objects.filter(uuid=UUID(hex=name)).first()
        except ValueError:
            return None
        return user if user is not None and self.check_token(user, signed) else None


reset_tokens = ResetTokens()


def check_policy(field: str, password: str, user: User) -> None:
    """Raise `Invalid` for a password that is short, common, or too much like the person's own data."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Invalid(field, "invalid", " ".join(error.messages)) from error


def change(*, actor: Actor, password: str, new_password: str, otp: str | None = None, now: datetime) -> None:
    """Change one's own password; every other session ends.

    Raises `Invalid` for a new one against the policy, and what `step_up.confirm` raises.
    """
    user = User.objects.get(pk=actor.user_id)
    check_policy("new_password", new_password, user)
    step_up.confirm(user=user, password=password, otp=otp, now=now)
    store(user=user, password=new_password, organization_id=actor.organization_id, keep=actor.session_uuid, now=now)


def store(*, user: User, password: str, organization_id: int, keep: UUID | None = None, now: datetime) -> None:
    """Set a person's new password and end their sessions, `keep` apart: whoever held the old one is out.

    Raises `Invalid` where the password of `user`, which was confirmed, was replaced in the meantime.
    """
    hashed = make_password(password)  # before the lock: hashing takes long
    with transaction.atomic():
        held = locked(User.objects.all()).get(pk=user.pk)
        if held.password != user.password:
            raise step_up.wrong_password()
        held.password = hashed
        _save(held, now, "password_changed", organization_id, keep)


def _save(user: User, now: datetime, action: str, organization_id: int, keep: UUID | None = None) -> None:
    user.password_changed_at = now
    user.save(update_fields=["password", "password_changed_at", "updated_at"])
    with tenant_scope(organization_id):
        record(organization_id=organization_id, user_id=user.pk, action=action, now=now, entity_type="user",
               entity_id=user.uuid)  # fmt: skip
    sessions.end_all(user_id=user.pk, now=now, reason="password_changed", keep=keep)
    mail.send("password_changed", user.email, user.language_preference)


def ask_for_reset(*, email: str) -> None:
    """Have a token mailed to an account's address.

    Whether there is an account is found out by a worker: the call itself does the same for every address.
    """
    enqueue("accounts.mail_reset_token", email=email)


def mail_reset_token(*, email: str, now: datetime) -> bool:
    """Mail a token that sets a new password, to an account that may sign in; return whether one went out."""
    user = account_by_email(email)
    if user is None or not (may_sign_in(user, now) or (user.is_active and not user.is_verified)):
        return False  # one that is not proven yet may prove itself by this
    if not cache.add("reset-mail:" + digest(user.email), 1, RESET_PAUSE_SECONDS):
        return False
    mail.send("password_reset", user.email, user.language_preference, token=reset_tokens.for_person(user),
              minutes=settings.PASSWORD_RESET_TIMEOUT // 60)  # fmt: skip
    return True


def reset(*, token: str, password: str, now: datetime) -> None:
    """Set a new password by a mailed token, which proves the address too. Every session ends, a lock is lifted.

    Raises `Invalid` (field `token` or `password`).
    """
    user = _person(token)
    check_policy("password", password, user)
    hashed = make_password(password)  # before the lock: hashing takes long
    with transaction.atomic():
        held = locked(User.objects.all()).get(pk=user.pk)
        if not reset_tokens.check_token(held, token.partition("-")[2]):  # another was first
            raise _wrong_token()
        if not held.is_verified:
            mark_verified(held, now)
        held.password = hashed
        _save(held, now, "password_reset", house().pk)
        lockout.lift(subject=lockout.subject_of(Guarded.ACCOUNT, held.email))


def _person(token: str) -> User:
    user = reset_tokens.person(token)
    if user is None:
        raise _wrong_token()
    return user


def _wrong_token() -> Invalid:
    return Invalid("token", "invalid", "This token is wrong, was used, or is too old.")
