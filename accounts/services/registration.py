"""How an account comes to be, and how its address is proven."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from accounts.models import Membership, Organization, Role, User
from accounts.selectors import house
from accounts.services import mail
from accounts.services.tokens import age, dated_token, digest
from accounts.services.trail import record
from interview_coach.core.exceptions import Invalid
from interview_coach.core.locking import locked
from interview_coach.core.tenancy import tenant_scope


def register(*, email: str, password: str, now: datetime, **profile: str) -> None:
    """Open an account in the house organization and mail a token to prove the address.

    A known address changes nothing and answers the same; its owner gets a mail. The work is the same for both: one
    password hashed, the same number of statements, a line of the trail, a mail.
    """
    token, hashed = dated_token(now), make_password(password)
    asked = User(
        email=email.lower(), password=hashed, verification_token=digest(token), password_changed_at=now, **profile
    )
    known = _account(asked)
    if known is None and not _opened(asked, now):
        known = _account(asked)  # another request for it was first
    template = "verify_address" if known is None else _remind(known, asked, now)
    mail.send(template, asked.email, asked.language_preference, token=token, days=settings.VERIFICATION_DAYS)


def _account(asked: User) -> User | None:
    return User.objects.filter(email=asked.email).first()


def _opened(user: User, now: datetime) -> bool:
    try:
        with transaction.atomic():
            user.save()
            _record(user, "account_registered", now)
            if not settings.REQUIRE_VERIFIED_EMAIL:
                join(user=user, organization=house(), role=Role.CANDIDATE, now=now)
    except IntegrityError:
        return False
    return True


@transaction.atomic
def _remind(known: User, asked: User, now: datetime) -> str:
    """Return what to tell the owner of a known address; one that was never proven gets the new token, should the first
    be lost or too old.

    A token proves the password it was registered with: who proves an address must not open it to a stranger who had
    registered it before. Where nothing has to be proven the account is in use, and its password stays.
    """
    proven_with = {"password": asked.password} if settings.REQUIRE_VERIFIED_EMAIL else {}
    unproven = User.objects.filter(pk=known.pk, is_verified=False).exclude(verification_token="")
    renewed = unproven.update(verification_token=asked.verification_token, **proven_with)
    _record(known, "registration_repeated", now, by_stranger=True)
    return "verify_address" if renewed else "known_address"


def verify_email(*, token: str, now: datetime) -> None:
    """Prove an address by the mailed token; raise `Invalid` for one that is wrong, was used, or is too old."""
    with transaction.atomic():
        user = locked(User.objects.all()).filter(verification_token=digest(token), is_active=True).first()
        if user is None:
            raise Invalid("token", "invalid", "This token is wrong or was used.")
        if age(token, now) > timedelta(days=settings.VERIFICATION_DAYS):
            raise Invalid("token", "invalid", "This token is too old: register again, and another one is mailed.")
        mark_verified(user, now)


def mark_verified(user: User, now: datetime) -> None:
    """Take a person's address as proven: from now on they have a place in the house."""
    user.is_verified, user.verification_token = True, ""
    user.save(update_fields=["is_verified", "verification_token", "updated_at"])
    _record(user, "address_verified", now)
    join(user=user, organization=house(), role=Role.CANDIDATE, now=now)


def _record(user: User, action: str, now: datetime, *, by_stranger: bool = False) -> None:
    """An account is nobody's member yet: the house's trail keeps how it came to be, and who asks for one again."""
    host = house().pk
    with tenant_scope(host):
        record(organization_id=host, user_id=None if by_stranger else user.pk, action=action, now=now,
               entity_type="user", entity_id=user.uuid, subject_id=user.pk)  # fmt: skip


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
