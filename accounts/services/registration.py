"""How an account comes to be, and how its address is proven."""

import hashlib
import logging
import secrets
from datetime import datetime
from functools import partial
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.mail import send_mail
from django.db import IntegrityError, transaction

from accounts.models import Membership, Organization, Role, User
from accounts.selectors import house
from accounts.services.trail import record
from interview_coach.core.exceptions import Invalid
from interview_coach.core.locking import locked
from interview_coach.core.tenancy import tenant_scope

log = logging.getLogger(__name__)


def digest(token: str) -> str:
    """Return what is stored of a token that was handed out."""
    return hashlib.sha256(token.encode()).hexdigest()


def register(*, email: str, password: str, now: datetime, **profile: str) -> None:
    """Open an account in the house organization and mail a link to prove the address.

    A known address changes nothing and answers the same; its owner gets a mail. The work done is the same for both.
    """
    token = secrets.token_urlsafe(32)
    hashed = make_password(password)
    user = User(
        email=email.lower(), password=hashed, verification_token=digest(token), password_changed_at=now, **profile
    )
    try:
        with transaction.atomic():
            user.save()
            if not settings.REQUIRE_VERIFIED_EMAIL:
                join(user=user, organization=house(), role=Role.CANDIDATE, now=now)
    except IntegrityError:
        _remind(email, token, hashed)
        return
    _mail_token(email, token)


def _remind(email: str, token: str, hashed: str) -> None:
    """Tell the owner of a known address; one that was never proven gets a new token, should the first be lost.

    A token proves the password it was registered with: who proves an address must not open it to a stranger who had
    registered it before. Where nothing has to be proven the account is in use, and its password stays.
    """
    proven_with = {"password": hashed} if settings.REQUIRE_VERIFIED_EMAIL else {}
    unproven = User.objects.filter(email=email.lower(), is_verified=False).exclude(verification_token="")
    if unproven.update(verification_token=digest(token), **proven_with):
        _mail_token(email, token)
    else:
        _mail(email, "Someone tried to register your address",
              "You already have an account with this address. If it was you: just sign in.")  # fmt: skip


def _mail_token(email: str, token: str) -> None:
    _mail(email, "Confirm your address", f"Your confirmation token is:\n\n{token}\n")


def verify_email(*, token: str, now: datetime) -> None:
    """Prove an address by the mailed token; raise `Invalid` for one that is wrong or was used."""
    with transaction.atomic():
        user = locked(User.objects.all()).filter(verification_token=digest(token), is_active=True).first()
        if user is None:
            raise Invalid("token", "invalid", "This token is wrong or was used.")
        user.is_verified, user.verification_token = True, ""
        user.save(update_fields=["is_verified", "verification_token", "updated_at"])
        join(user=user, organization=house(), role=Role.CANDIDATE, now=now)


def join(*, user: User, organization: Organization, role: str, now: datetime) -> Membership:
    """Make `user` a member of `organization` unless they are one already; return the membership."""
    with tenant_scope(organization.pk), transaction.atomic():
        membership, created = Membership.objects.get_or_create(
            organization=organization, user=user, defaults={"role": role}
        )
        if created:
            record(organization_id=organization.pk, user_id=user.pk, action="member_joined", now=now,
                   entity_type="membership", entity_id=membership.uuid, role=role)  # fmt: skip
    return membership


def _mail(to: str, subject: str, body: str) -> None:
    transaction.on_commit(partial(_send, to, subject, body))


def _send(to: str, subject: str, body: str) -> None:
    """A mail that cannot be sent now leaves the account as it is: registering again sends another."""
    try:
        send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [to])
    except (SMTPException, OSError):
        log.exception("mail_not_sent")
