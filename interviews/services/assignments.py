"""Assignments: asked of a team or a person, changed, and taken back."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import Membership, Team
from accounts.rules import Actor, require
from accounts.selectors import places
from accounts.services.trail import record
from interview_coach.core.exceptions import Conflict, Forbidden, Invalid
from interview_coach.core.locking import locked
from interviews.models import Assignment
from interviews.selectors import assignments as selectors
from interviews.services.questions.configuring import default_type, find_bank, find_collection


class AssignmentWithdrawn(Conflict):
    code = "assignment_withdrawn"
    message = "This assignment was taken back."


@transaction.atomic
def assign(
    *, actor: Actor, now: datetime, field: str, due_at: datetime, team: UUID | None = None, user: UUID | None = None,
    interview_type: str = "", bank: UUID | None = None, collection: UUID | None = None, **columns: Any,
) -> Assignment:  # fmt: skip
    """Ask a team or a person to practise: what, how many takes, by when.

    Coaches ask the teams they coach and who practises in them, those who run the organization anybody. Raises
    `Forbidden`, and `Invalid` for what is not there or due in the past.
    """
    require(actor, "assignments.write", is_own=True)
    _check_due(due_at, now)
    for_team, for_user = _whose(actor, team, user)
    if not selectors.may_plan_for(actor, team=for_team, user_id=for_user):
        raise Forbidden("You ask the teams you coach, and who practises in them.")
    plan: Assignment = Assignment.objects.create(
        organization_id=actor.organization_id, team=for_team, user_id=for_user, field=field, due_at=due_at,
        interview_type=interview_type or default_type(field), bank=find_bank(bank),
        collection=find_collection(actor, collection), created_by_id=actor.user_id, created_at=now, **columns,
    )  # fmt: skip
    _record(actor, plan, "assignment_made", now, subject_id=for_user, after={"title": plan.title, "takes": plan.takes})
    return plan


def _whose(actor: Actor, team: UUID | None, user: UUID | None) -> tuple[Team | None, int | None]:
    if (team is None) == (user is None):
        raise Invalid("team", "required", "Name a team or a user: one of the two.")
    if team is not None:
        if (found := places.open_team(actor, team)) is None:
            raise Invalid("team", "invalid_choice", "There is no such team.")
        return found, None
    assert user is not None, "one of the two is named"
    place = Membership.objects.filter(organization=actor.organization_id, is_active=True, user__uuid=user).first()
    if place is None:
        raise Invalid("user", "invalid_choice", "There is no such member.")
    return None, place.user_id


def _check_due(due_at: datetime, now: datetime) -> None:
    if due_at <= now:
        raise Invalid("due_at", "min_value", "It cannot be due already.")


@transaction.atomic
def change_assignment(*, actor: Actor, assignment_uuid: UUID, changes: dict[str, Any], now: datetime) -> Assignment:
    """Change title, note, term, number of takes or minimum; what is practised stays. Raises `NotFound`, `Forbidden`,
    `AssignmentWithdrawn`, and `Invalid` for a term in the past."""
    plan = _to_write(actor, assignment_uuid, now)
    if "due_at" in changes:
        _check_due(changes["due_at"], now)
    before = {name: _plain(getattr(plan, name)) for name in changes}
    for name, value in changes.items():
        setattr(plan, name, value)
    plan.save(update_fields=list(changes))
    _record(actor, plan, "assignment_changed", now, before=before, after={n: _plain(v) for n, v in changes.items()})
    return plan


@transaction.atomic
def withdraw(*, actor: Actor, assignment_uuid: UUID, now: datetime) -> None:
    """Ask for it no more; takes that were made stay interviews. Raises as `change_assignment` does."""
    plan = _to_write(actor, assignment_uuid, now)
    plan.withdrawn_at = now
    plan.save(update_fields=["withdrawn_at"])
    _record(actor, plan, "assignment_withdrawn", now)


def _to_write(actor: Actor, uuid: UUID, now: datetime) -> Assignment:
    require(actor, "assignments.write", is_own=True)
    found = selectors.assignment(actor, uuid, now)
    if not selectors.may_plan_for(actor, team=found.team, user_id=found.user_id):
        raise Forbidden("You ask the teams you coach, and who practises in them.")
    held: Assignment = locked(Assignment.objects.all()).get(pk=found.pk)
    if held.withdrawn_at is not None:
        raise AssignmentWithdrawn
    return held


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _record(actor: Actor, plan: Assignment, action: str, now: datetime, **more: Any) -> None:
    record(organization_id=actor.organization_id, user_id=actor.user_id, action=action, now=now,
           entity_type="assignment", entity_id=plan.uuid, **more)  # fmt: skip
