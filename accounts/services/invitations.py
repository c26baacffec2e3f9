"""Asking people into an organization: one at a time, again, and no more. Accepting is `services.joining`."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from accounts.models import Invitation, Membership, Organization, Role, Team, User
from accounts.rules import Actor, grantable_roles, require
from accounts.selectors import places
from accounts.services import mail
from accounts.services.tokens import digest
from accounts.services.trail import record
from interview_coach.core.exceptions import Conflict, DomainError, Forbidden, Invalid, NotFound
from interview_coach.core.locking import locked


class AlreadyMember(Conflict):
    code = "already_member"
    message = "This address belongs to a member."


class AlreadyInvited(Conflict):
    code = "already_invited"
    message = "This address has an open invitation: resend or revoke that one."


class InvitationClosed(Conflict):
    code = "invitation_closed"
    message = "This invitation was accepted or revoked."


@dataclass(frozen=True, slots=True)
class Known:
    """What new invitations are held against: who is here, and who is asked already."""

    members: set[str]
    invited: set[str]

    @classmethod
    def of(cls, organization_id: int, emails: Iterable[str], now: datetime) -> "Known":
        """Look addresses up in an organization. They need not have an account, and nobody learns whether they do."""
        asked = list(emails)
        here = Membership.objects.filter(organization=organization_id, user__email__in=asked, is_active=True)
        open_ones = places.open_invitations(organization_id, now).filter(email__in=asked)
        return cls(set(here.values_list("user__email", flat=True)), set(open_ones.values_list("email", flat=True)))

    def check(self, email: str) -> None:
        """Raise `AlreadyMember` or `AlreadyInvited`."""
        if email in self.members:
            raise AlreadyMember
        if email in self.invited:
            raise AlreadyInvited


@transaction.atomic
def invite(*, actor: Actor, email: str, role: str, team: UUID | None = None, now: datetime) -> Invitation:
    """Mail somebody a token that lets them join the actor's organization, and a team of it.

    Raises `Forbidden` for a role the actor does not give, `Invalid` for no such team, `AlreadyMember` and
    `AlreadyInvited`.
    """
    require(actor, "invitations.write")
    if role not in grantable_roles(actor.role):
        raise Forbidden("You give no such role.")
    chosen = places.open_team(actor, team) if team else None
    if team and chosen is None:
        raise Invalid("team", "invalid_choice", "There is no such team.")
    taking_turns(actor.organization_id)
    email = email.lower()
    Known.of(actor.organization_id, [email], now).check(email)
    return send_new(actor=actor, email=email, role=role, team=chosen, now=now)


def taking_turns(organization_id: int) -> None:
    """Let one at a time invite, accept, or change who is in an organization: an address has one open invitation, and
    two owners who leave at once would not see each other. To be locked before any row of the organization."""
    locked(Organization.objects.all()).get(pk=organization_id)


def send_new(*, actor: Actor, email: str, role: str, team: Team | None, now: datetime) -> Invitation:
    """Store an invitation that was found sound, and mail it."""
    token = secrets.token_urlsafe(32)
    invitation: Invitation = Invitation.objects.create(
        organization_id=actor.organization_id, email=email, role=role, team=team, token_digest=digest(token),
        invited_by_id=actor.user_id, created_at=now, sent_at=now, expires_at=_end(now),
    )  # fmt: skip
    _mail(actor, invitation, token)
    _record(actor.user_id, invitation, "member_invited", now)
    return invitation


@transaction.atomic
def resend(*, actor: Actor, invitation_uuid: UUID, now: datetime) -> Invitation:
    """Mail a new token for an invitation that is open or ran out; the former token is worth nothing from then on.

    Raises `NotFound`, `Forbidden`, `InvitationClosed`, and `AlreadyMember`.
    """
    invitation = _held(actor, invitation_uuid, now)
    known = Known.of(actor.organization_id, [invitation.email], now)
    if invitation.expires_at > now:
        known.invited.discard(invitation.email)  # by this very one
    known.check(invitation.email)
    token = secrets.token_urlsafe(32)
    invitation.token_digest, invitation.sent_at, invitation.expires_at = digest(token), now, _end(now)
    invitation.save(update_fields=["token_digest", "sent_at", "expires_at"])
    _mail(actor, invitation, token)
    _record(actor.user_id, invitation, "invitation_resent", now)
    return invitation


@transaction.atomic
def revoke(*, actor: Actor, invitation_uuid: UUID, now: datetime) -> Invitation:
    """Take an invitation back. Raises `NotFound`, `Forbidden` and `InvitationClosed`."""
    invitation = _held(actor, invitation_uuid, now)
    _close(invitation, actor.user_id, now)
    return invitation


def revoke_beyond_reach(membership: Membership, *, now: datetime) -> None:
    """Take back what a member invited others to and could not any more, after their own place has changed."""
    reach = grantable_roles(membership.role) if membership.is_active else frozenset()
    sent = places.open_invitations(membership.organization_id, now).filter(
        invited_by=membership.user_id, role__in=set(Role.values) - reach
    )
    for invitation in locked(sent).order_by("pk"):
        _close(invitation, None, now)


def _held(actor: Actor, uuid: UUID, now: datetime) -> Invitation:
    taking_turns(actor.organization_id)
    rows = places.invitations(actor, now)
    if not rows.filter(uuid=uuid).exists():
        raise NotFound
    held: Invitation = locked(Invitation.objects.all()).get(uuid=uuid)
    if held.role not in grantable_roles(actor.role):
        raise Forbidden("You give no such role.")
    if held.accepted_at or held.revoked_at:
        raise InvitationClosed
    return held


def _close(invitation: Invitation, by: int | None, now: datetime) -> None:
    invitation.revoked_at = now
    invitation.save(update_fields=["revoked_at"])
    _record(by, invitation, "invitation_revoked", now)


def _end(now: datetime) -> datetime:
    return now + timedelta(days=settings.INVITATION_DAYS)


def _mail(actor: Actor, invitation: Invitation, token: str) -> None:
    inviter = User.objects.get(pk=actor.user_id)
    organization = Organization.objects.get(pk=invitation.organization_id)
    mail.send(
        "invitation", invitation.email, inviter.language_preference, inviter=inviter.full_name,
        organization=organization.name, role=str(Role(invitation.role).label), token=token,
        until=invitation.expires_at.strftime("%Y-%m-%d %H:%M"),
    )  # fmt: skip


def _record(by: int | None, invitation: Invitation, action: str, now: datetime) -> None:
    record(organization_id=invitation.organization_id, user_id=by, action=action, now=now, entity_type="invitation",
           entity_id=invitation.uuid, role=invitation.role)  # fmt: skip


def refusal(error: DomainError) -> tuple[str, str]:
    """Return how a report names what kept an invitation from being sent: a code and a sentence."""
    return (error.error_code if isinstance(error, Invalid) else error.code), str(error)
