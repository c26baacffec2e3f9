"""What an organization holds, and how much of it somebody may see: members, teams, invitations."""

from datetime import datetime
from uuid import UUID

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from accounts.models import Invitation, Membership, Team, TeamMembership
from accounts.rules import Actor, may, require
from interview_coach.core.exceptions import NotFound
from interview_coach.core.locking import locked


def check_is_here(actor: Actor, organization_uuid: UUID) -> None:
    """Raise `NotFound` unless the organization is the one the actor works in now."""
    if organization_uuid != actor.organization_uuid:
        raise NotFound


def members(actor: Actor) -> QuerySet[Membership]:
    """Return who is in the actor's organization; a candidate's own place alone."""
    rows = Membership.objects.filter(organization=actor.organization_id, is_active=True)
    return rows if may(actor, "members.read") else rows.filter(user=actor.user_id)


def member(actor: Actor, user_uuid: UUID) -> Membership:
    """Return a person's place in the actor's organization; raise `NotFound` where they have none that counts."""
    found = members(actor).select_related("organization", "user").filter(user__uuid=user_uuid).first()
    if found is None:
        raise NotFound
    return found


def teams(actor: Actor) -> QuerySet[Team]:
    """Return the organization's teams, a candidate's own alone: how many are in each, and whether one coaches it."""
    places = counting_places().filter(team=OuterRef("pk"))
    rows = Team.objects.filter(organization=actor.organization_id).annotate(
        people=_number(places.filter(is_coach=False)), coaches=_number(places.filter(is_coach=True)),
        coached=Exists(places.filter(is_coach=True, membership__user=actor.user_id)),
    )  # fmt: skip
    if may(actor, "teams.found"):
        return rows  # who runs the place finds what is switched off, too
    rows = rows.filter(is_active=True)
    return rows if may(actor, "teams.read") else rows.filter(Exists(places.filter(membership__user=actor.user_id)))


def counting_places() -> QuerySet[TeamMembership]:
    """Return the places in teams whose holders are still members."""
    return TeamMembership.objects.filter(membership__is_active=True)


def _number(places: QuerySet[TeamMembership]) -> Coalesce:
    return Coalesce(Subquery(places.order_by().values("team").annotate(number=Count("pk")).values("number")), 0)


def team(actor: Actor, uuid: UUID) -> Team:
    """Return a team that the actor may see; raise `NotFound`."""
    found = teams(actor).filter(uuid=uuid).first()
    if found is None:
        raise NotFound
    return found


def team_to_tend(actor: Actor, uuid: UUID) -> Team:
    """Return a team for a change by whoever runs the organization or coaches it. Raises `NotFound` and `Forbidden`."""
    require(actor, "teams.write", is_own=True)  # whom no team would be open to learns nothing of this one
    found = team(actor, uuid)
    require(actor, "teams.write", is_own=found.coached)  # type: ignore[attr-defined]
    held: Team = locked(Team.objects.all()).get(pk=found.pk)
    return held


def open_team(actor: Actor, uuid: UUID) -> Team | None:
    """Return a team of the actor's organization unless it is switched off."""
    return Team.objects.filter(organization=actor.organization_id, uuid=uuid, is_active=True).first()


def places_in(actor: Actor, team_uuid: UUID) -> QuerySet[TeamMembership]:
    """Return who is in a team; of a candidate's own team its coaches and their own place. Raises `NotFound`."""
    rows = counting_places().filter(team=team(actor, team_uuid))
    if may(actor, "members.read"):
        return rows
    return rows.filter(Q(is_coach=True) | Q(membership__user=actor.user_id))


def coached_teams(actor: Actor) -> QuerySet[Team]:
    """Return the teams that the actor coaches."""
    own = TeamMembership.objects.filter(is_coach=True, membership__is_active=True, membership__user=actor.user_id)
    return Team.objects.filter(organization=actor.organization_id, is_active=True, pk__in=own.values("team"))


def own_teams(actor: Actor) -> QuerySet[Team]:
    """Return the teams that the actor practises in."""
    own = TeamMembership.objects.filter(is_coach=False, membership__is_active=True, membership__user=actor.user_id)
    return Team.objects.filter(organization=actor.organization_id, is_active=True, pk__in=own.values("team"))


def invitations(actor: Actor, now: datetime) -> QuerySet[Invitation]:
    """Return the organization's invitations with their `status` at `now`. Raises `Forbidden`."""
    require(actor, "invitations.write")
    return with_status(Invitation.objects.filter(organization=actor.organization_id), now)


def with_status(invitations: QuerySet[Invitation], now: datetime) -> QuerySet[Invitation]:
    """Annotate how invitations stand at `now`: open, accepted, revoked or expired."""
    status = Case(
        When(accepted_at__isnull=False, then=Value("accepted")),
        When(revoked_at__isnull=False, then=Value("revoked")),
        When(expires_at__lte=now, then=Value("expired")),
        default=Value("open"),
        output_field=CharField(),
    )
    return invitations.annotate(status=status)


def open_invitations(organization_id: int, now: datetime) -> QuerySet[Invitation]:
    """Return an organization's invitations that may still be accepted."""
    return Invitation.objects.filter(
        organization=organization_id, accepted_at=None, revoked_at=None, expires_at__gt=now
    )
