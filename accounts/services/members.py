"""What those who run a place change about its people."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import AccountStatus, Membership, Organization, Role, User
from accounts.rules import Actor, may_be_changed, may_change_role, require
from accounts.selectors import places
from accounts.services import invitations, sessions, teams
from accounts.services.texts import rewrite_as_asked
from accounts.services.trail import changed, columns, record
from interview_coach.core.exceptions import Conflict, Forbidden, NotFound
from interview_coach.core.locking import locked
from interview_coach.core.tenancy import all_tenants


class LastOwner(Conflict):
    code = "last_owner"
    message = "An organization keeps at least one active owner."


class HouseStays(Conflict):
    code = "house_stays"
    message = "Everybody has a place in the house. Close the account to leave it."


class AccountClosed(Conflict):
    code = "account_closed"
    message = "This account was closed by its owner: it returns by signing in, or goes."


class LacksTwoFactor(Conflict):
    code = "two_factor_off"
    message = "Switch on two factors for yourself before you ask others for them."


@transaction.atomic
def change_membership(
    *, membership: Membership, role: str, is_active: bool, by: int, by_role: str, now: datetime
) -> Membership:
    """Give a member another role, or end or renew the membership, on behalf of `by`.

    Raises `Forbidden` where `by_role` does not reach so far, `LastOwner` for the last one, and `HouseStays`.
    """
    return _change(_taking_turns(membership), role, is_active, by, by_role, now)


@transaction.atomic
def change_member(*, actor: Actor, user_uuid: UUID, role: str, now: datetime) -> Membership:
    """Give a member of the actor's organization another role. Raises `NotFound`, and as `change_membership`."""
    require(actor, "members.change")
    return _change(_member(actor, user_uuid), role, True, actor.user_id, actor.role, now)


@transaction.atomic
def end_membership(*, actor: Actor, user_uuid: UUID, now: datetime) -> None:
    """Put a member out of the actor's organization. Raises `NotFound`, and as `change_membership`."""
    require(actor, "members.change")
    held = _member(actor, user_uuid)
    _change(held, held.role, False, actor.user_id, actor.role, now)


@transaction.atomic
def leave(*, actor: Actor, now: datetime) -> None:
    """End the actor's own membership; their sessions there end with it. Raises `LastOwner` and `HouseStays`."""
    held = _member(actor, actor.user_uuid)
    _move(held, role=held.role, is_active=False, by=actor.user_id, action="member_left", now=now)


def _member(actor: Actor, user_uuid: UUID) -> Membership:
    """Return a member of the actor's organization as `_taking_turns` does; raise `NotFound` for who has left."""
    held = _taking_turns(places.member(actor, user_uuid))
    if not held.is_active:
        raise NotFound
    return held


def _taking_turns(membership: Membership) -> Membership:
    """Return a membership as it is now that nobody else may change one of its organization."""
    invitations.taking_turns(membership.organization_id)
    held: Membership = Membership.objects.select_related("organization").get(pk=membership.pk)
    return held


def _change(held: Membership, role: str, is_active: bool, by: int, by_role: str, now: datetime) -> Membership:
    if not may_change_role(by_role, held.role, role):
        raise Forbidden
    return _move(held, role=role, is_active=is_active, by=by, action="member_changed", now=now)


def _move(held: Membership, *, role: str, is_active: bool, by: int, action: str, now: datetime) -> Membership:
    if held.is_active and not is_active and held.organization.is_house:
        raise HouseStays
    if held.is_active and held.role == Role.OWNER and not (is_active and role == Role.OWNER):
        _check_another_owner(held)
    before = {"role": held.role, "is_active": held.is_active}
    held.role, held.is_active = role, is_active
    held.save(update_fields=["role", "is_active"])
    record(organization_id=held.organization_id, user_id=by, action=action, now=now, entity_type="membership",
           entity_id=held.uuid, subject_id=held.user_id, before=before,
           after={"role": role, "is_active": is_active})  # fmt: skip
    teams.end_coaching(held, by=by, now=now)
    invitations.revoke_beyond_reach(held, now=now)
    if before["is_active"] and not is_active:
        _end_sessions_at(held, by, now)
    sessions.recheck(user_id=held.user_id, now=now)
    return held


def check_may_close(user: User) -> None:
    """Raise `LastOwner` where a person whose account is about to close alone owns an organization that others are in.

    For the transaction that closes it: the organizations stay locked, as for two owners who leave at once.
    """
    with all_tenants():
        owned = Membership.objects.filter(user=user, role=Role.OWNER, is_active=True, organization__is_active=True)
        places = sorted(owned.values_list("organization", flat=True))
        list(locked(Organization.objects.filter(pk__in=places)).order_by("pk"))
        for membership in owned.select_related("organization"):
            if _others(membership).exists():
                _check_another_owner(membership)


def _check_another_owner(membership: Membership) -> None:
    if not _others(membership).filter(role=Role.OWNER).exists():
        raise LastOwner(organization=str(membership.organization.uuid))


def _others(membership: Membership) -> QuerySet[Membership]:
    here = Membership.objects.filter(organization=membership.organization_id, is_active=True, user__is_active=True)
    return here.exclude(pk=membership.pk)


def _end_sessions_at(membership: Membership, by: int, now: datetime) -> None:
    here = sessions.living(now).filter(user=membership.user_id, organization=membership.organization_id)
    for session in here.order_by("pk"):
        sessions.end(session=session, now=now, reason="membership_ended", by=by)


def check_may_require_two_factor(by: User) -> None:
    """Whoever asks members for two factors has them, or would be out first; raise `LacksTwoFactor`."""
    if not (by.two_factor_enabled or by.is_platform_staff):
        raise LacksTwoFactor


@transaction.atomic
def save_organization(*, organization: Organization, by: int | None = None, now: datetime) -> Organization:
    """Store an organization on behalf of `by`; one that is switched off puts everyone out who is signed in there.

    Where it asks for its texts to be encrypted, or no longer does, those that are stored are rewritten.
    """
    before = Organization.objects.filter(pk=organization.pk).first()
    organization.save()
    if before is not None and before.encrypts_texts != organization.encrypts_texts:
        rewrite_as_asked(organization=organization, now=now)
    if before is not None and before.requires_two_factor != organization.requires_two_factor:
        sessions.recheck_at(organization_id=organization.pk, now=now)
    if not organization.is_active:
        for session in sessions.living(now).filter(organization=organization).order_by("pk"):
            sessions.end(session=session, now=now, reason="organization_closed", by=by)
    return organization


@transaction.atomic
def change_account(*, user: User, changes: dict[str, Any], by: int, organization_id: int, now: datetime) -> User:
    """Change a person's profile, tier or status on behalf of platform staff; suspending ends every session.

    `organization_id` names the organization whose trail keeps it: the house. Raises `Forbidden` for one's own status,
    `AccountClosed` where it is neither active nor suspended, and `LastOwner` as closing the account would.
    """
    if user.pk == by and "account_status" in changes:
        raise Forbidden("Nobody changes the status of the own account here.")
    held = locked(User.objects.all()).get(pk=user.pk)
    if not may_be_changed(held):
        raise AccountClosed
    before, was_active = columns(held, *changes), held.is_active
    for name, value in changes.items():
        setattr(held, name, value)
    if "account_status" in changes:
        held.is_active = held.account_status == AccountStatus.ACTIVE
    if was_active and not held.is_active:
        check_may_close(held)
    held.save(update_fields=[*changes, "is_active", "updated_at"])
    record(organization_id=organization_id, user_id=by, action="account_changed", now=now, entity_type="user",
           entity_id=held.uuid, subject_id=held.pk, **changed(before, changes))  # fmt: skip
    if not held.is_active:
        sessions.end_all(user_id=held.pk, now=now, reason="account_suspended", by=by)
    return held
