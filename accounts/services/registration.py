"""How an account comes to be, and how its address is proven."""

import secrets
from datetime import datetime

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from accounts.models import Membership, Organization, Role, User
from accounts.selectors import house
from accounts.services import mail
from accounts.services.tokens import digest
from accounts.services.trail import record
from interview_coach.core.exceptions import Invalid
from interview_coach.core.locking import locked
from interview_coach.core.tenancy import tenant_scope


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
            _record(user, "account_registered", now)
            if not settings.REQUIRE_VERIFIED_EMAIL:
                join(user=user, organization=house(), role=Role.CANDIDATE, now=now)
    except IntegrityError:
        _remind(user, token)
        return
    mail.send("verify_address", user.email, user.language_preference, token=token)


def _remind(asked: User, token: str) -> None:
    """Tell the owner of a known address; one that was never proven gets a new token, should the first be lost.

    A token proves the password it was registered with: who proves an address must not open it to a stranger who had
    registered it before. Where nothing has to be proven the account is in use, and its password stays.
    """
    proven_with = {"password": asked.password} if settings.REQUIRE_VERIFIED_EMAIL else {}
    unproven = User.objects.filter(email=asked.email, is_verified=False).exclude(verification_token="")
    if unproven.update(verification_token=digest(token), **proven_with):
        mail.send("verify_address", asked.email, asked.language_preference, token=token)
    else:
        mail.send("known_address", asked.email, asked.language_preference)


def verify_email(*, token: str, now: datetime) -> None:
    """Prove an address by the mailed token; raise `Invalid` for one that is wrong or was used."""
    with transaction.atomic():
        user = locked(User.objects.all()).filter(verification_token=digest(token), is_active=True).first()
        if user is None:
            raise Invalid("token", "invalid", "This token is wrong or was used.")
        mark_verified(user, now)


def mark_verified(user: User, now: datetime) -> None:
    """Take a person's address as proven: from now on they have a place in the house."""
    user.is_verified, user.verification_token = True, ""
    user.save(update_fields=["is_verified", "verification_token", "updated_at"])
    _record(user, "address_verified", now)
    join(user=user, organization=house(), role=Role.CANDIDATE, now=now)


def _record(user: User, action: str, now: datetime) -> None:
    """An account is nobody's member yet: the house's trail keeps how it came to be."""
    host = house().pk
    with tenant_scope(host):
        record(organization_id=host, user_id=user.pk, action=action, now=now, entity_type="user", entity_id=user.uuid)


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
