"""Teams: founding them, and who is in them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import Membership, Organization, Team, TeamMembership
from accounts.rules import Actor, may_coach_a_team, require
from accounts.selectors import places
from accounts.services.trail import changed, columns, record
from interview_coach.core.exceptions import Conflict, Invalid, NotFound
from interview_coach.core.locking import locked


class TeamNameTaken(Conflict):
    code = "team_name_taken"
    message = "The organization has a team of this name."


@transaction.atomic
def found_team(*, actor: Actor, name: str, description: str = "", now: datetime) -> Team:
    """Make a team in the actor's organization. Raises `Forbidden` and `TeamNameTaken`."""
    require(actor, "teams.found")
    _check_name(actor, name)
    team: Team = Team.objects.create(organization_id=actor.organization_id, name=name, description=description)
    _record(actor, team, "team_founded", now, after={"name": name})
    return team


@transaction.atomic
def change_team(*, actor: Actor, team_uuid: UUID, changes: dict[str, Any], now: datetime) -> Team:
    """Rename or describe a team, or switch it off or on. Raises `NotFound`, `Forbidden` and `TeamNameTaken`."""
    team = places.team_to_tend(actor, team_uuid)
    if changes.get("is_active", team.is_active) != team.is_active:
        require(actor, "teams.found")
    if changes.get("name", team.name) != team.name:
        _check_name(actor, changes["name"])
    before = columns(team, *changes)
    for name, value in changes.items():
        setattr(team, name, value)
    told = changed(before, changes)
    if told["after"]:
        team.save(update_fields=[*changes, "updated_at"])
        _record(actor, team, "team_changed", now, **told)
    return team


@transaction.atomic
def place_in_team(*, actor: Actor, team_uuid: UUID, user_uuid: UUID, is_coach: bool, now: datetime) -> TeamMembership:
    """Bring a member of the organization into a team, or change whether they coach it.

    Raises `NotFound` for no such team or member, `Forbidden`, and `Invalid` for a candidate who would coach.
    """
    team = places.team_to_tend(actor, team_uuid)
    membership = places.member(actor, user_uuid)
    if is_coach and not may_coach_a_team(membership.role):
        raise Invalid("is_coach", "invalid", "A candidate coaches no team.")
    return put(team=team, membership=membership, is_coach=is_coach, by=actor.user_id, now=now)


@transaction.atomic
def put(*, team: Team, membership: Membership, is_coach: bool, by: int, now: datetime) -> TeamMembership:
    """Give a member a place in a team; one that is there already becomes or ceases to be its coach."""
    place, added = TeamMembership.objects.get_or_create(
        organization_id=team.organization_id, team=team, membership=membership, defaults={"is_coach": is_coach}
    )
    before = None if added else {"is_coach": place.is_coach}
    if added or place.is_coach != is_coach:
        place.is_coach = is_coach
        place.save(update_fields=["is_coach"])
        record(organization_id=team.organization_id, user_id=by, action="team_placed", now=now, entity_type="team",
               entity_id=team.uuid, subject_id=membership.user_id, before=before,
               after={"is_coach": is_coach})  # fmt: skip
    return place


@transaction.atomic
def take_from_team(*, actor: Actor, team_uuid: UUID, user_uuid: UUID, now: datetime) -> None:
    """Take somebody out of a team. Raises `NotFound` and `Forbidden`."""
    team = places.team_to_tend(actor, team_uuid)
    place = TeamMembership.objects.filter(team=team, membership__user__uuid=user_uuid).first()
    if place is None:
        raise NotFound
    who = place.membership.user_id
    place.delete()
    _record(actor, team, "team_left", now, subject_id=who)


def end_coaching(membership: Membership, *, by: int, now: datetime) -> None:
    """Let somebody whose role no longer coaches keep their places in teams, coaching none."""
    if may_coach_a_team(membership.role):
        return
    for place in TeamMembership.objects.filter(membership=membership, is_coach=True).select_related("team"):
        put(team=place.team, membership=membership, is_coach=False, by=by, now=now)


def _check_name(actor: Actor, name: str) -> None:
    locked(Organization.objects.all()).get(pk=actor.organization_id)  # two of one name may not be founded at once
    if Team.objects.filter(organization=actor.organization_id, name__iexact=name).exists():
        raise TeamNameTaken


def _record(actor: Actor, team: Team, action: str, now: datetime, **more: Any) -> None:
    record(organization_id=actor.organization_id, user_id=actor.user_id, action=action, now=now, entity_type="team",
           entity_id=team.uuid, **more)  # fmt: skip
