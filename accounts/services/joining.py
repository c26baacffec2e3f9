"""Accepting an invitation: by an account whose address it names, or by opening one."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts.models import Invitation, Membership, Organization, RecoveryCode, Role, User
from accounts.rules import may_coach_a_team
from accounts.selectors import house
from accounts.services import sessions, teams
from accounts.services.invitations import taking_turns
from accounts.services.passwords import check_policy
from accounts.services.registration import join
from accounts.services.tokens import digest
from accounts.services.trail import record
from interview_coach.core.exceptions import Conflict, Invalid, NotSignedIn
from interview_coach.core.locking import locked
from interview_coach.core.tenancy import all_tenants, tenant_scope


class AddressNotVerified(Conflict):
    code = "address_not_verified"
    message = "Confirm your address first."


class SignInFirst(NotSignedIn):
    message = "This address has an account: sign in, and accept then."


@transaction.atomic
def accept(*, user_id: int, token: str, now: datetime) -> Membership:
    """Let the signed-in person join by a token that was mailed to their address.

    Raises one and the same `Invalid` for a token that is unknown, spent, late, revoked or somebody else's, and
    `AddressNotVerified`.
    """
    invitation = _open(token, now)
    user = locked(User.objects.all()).get(pk=user_id)
    if user.email != invitation.email:
        raise _no_such_token()
    if not user.is_verified:
        raise AddressNotVerified
    return _admit(user, invitation, now)


def open_account(*, token: str, password: str, now: datetime, **profile: str) -> Membership:
    """Open an account for the address an invitation was mailed to, and join: the token proves the address.

    An account that never proved this address is taken over, and whoever had opened it is out. Raises `SignInFirst`
    where there is a proven one, and `Invalid` as `accept` does or for a password that is too weak.
    """
    invitation = _open(token, now)
    check_policy("password", password, User(email=invitation.email, **profile))
    hashed = make_password(password)  # before the transaction: hashing takes long
    with transaction.atomic():
        user = _proven_account(invitation.email, {"password": hashed, **profile}, now)
        join(user=user, organization=house(), role=Role.CANDIDATE, now=now)
        return _admit(user, invitation, now)


def _proven_account(email: str, given: dict[str, str], now: datetime) -> User:
    """Open the account of an address that has just been proven, or take it over with nothing of who had opened it."""
    columns = {**given, "password_changed_at": now, "is_verified": True, "verification_token": "",
               "two_factor_enabled": False, "two_factor_secret": ""}  # fmt: skip
    user, opened = User.objects.get_or_create(email=email, defaults=columns)
    if opened:
        _record(user, "account_registered", now)
        return user
    user = locked(User.objects.all()).get(pk=user.pk)
    if user.is_verified or not user.is_active:
        raise SignInFirst
    for name, value in columns.items():
        setattr(user, name, value)
    user.save(update_fields=[*columns, "updated_at"])
    RecoveryCode.objects.filter(user=user).delete()
    _record(user, "account_taken_over", now)
    sessions.end_all(user_id=user.pk, now=now, reason="address_proven")
    return user


def _record(user: User, action: str, now: datetime) -> None:
    """How an account came to be is in the house's trail, as where somebody registers."""
    host = house().pk
    with tenant_scope(host):
        record(organization_id=host, user_id=user.pk, action=action, now=now, entity_type="user", entity_id=user.uuid)


def _open(token: str, now: datetime) -> Invitation:
    with all_tenants():  # which organization asks is known by the token alone
        invitation: Invitation | None = (
            Invitation.objects.filter(token_digest=digest(token), accepted_at=None, revoked_at=None, expires_at__gt=now)
            .select_related("organization")
            .first()
        )
    if invitation is None or not invitation.organization.is_active:
        raise _no_such_token()
    return invitation


def _no_such_token() -> Invalid:
    return Invalid("token", "invalid", "This token is wrong, or no longer good.")


def _admit(user: User, invitation: Invitation, now: datetime) -> Membership:
    """Spend an invitation, once however many come at the same moment, for the place it offers."""
    with tenant_scope(invitation.organization_id):
        taking_turns(invitation.organization_id)
        mine = Invitation.objects.filter(
            pk=invitation.pk, token_digest=invitation.token_digest, accepted_at=None, revoked_at=None
        )
        if not mine.update(accepted_at=now, accepted_by=user):
            raise _no_such_token()
        membership = _place(user, invitation.organization, invitation.role, now)
        if invitation.team_id is not None and invitation.team is not None:
            teams.put(team=invitation.team, membership=membership, is_coach=may_coach_a_team(membership.role),
                      by=user.pk, now=now)  # fmt: skip
        record(organization_id=invitation.organization_id, user_id=user.pk, action="invitation_accepted", now=now,
               entity_type="invitation", entity_id=invitation.uuid, role=membership.role)  # fmt: skip
    return membership


def _place(user: User, organization: Organization, role: str, now: datetime) -> Membership:
    """Make somebody a member, or once more. Who is one already keeps the role they have."""
    membership = join(user=user, organization=organization, role=role, now=now)
    if not membership.is_active:
        membership.role, membership.is_active = role, True
        membership.save(update_fields=["role", "is_active"])
        record(organization_id=organization.pk, user_id=user.pk, action="member_returned", now=now,
               entity_type="membership", entity_id=membership.uuid, role=role)  # fmt: skip
    return membership
