"""Reading what a row was, and bringing it back: for those who run the organization it belongs to."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.rules import Actor, require
from accounts.services.invitations import taking_turns
from accounts.services.trail import changed, columns, record
from interview_coach.core.exceptions import Conflict, NotFound
from interview_coach.core.history import DELETED, as_of, because, changes_of, owner_of
from interview_coach.core.locking import locked


class CannotRevert(Conflict):
    code = "cannot_revert"
    message = "What it was then is not possible any more."


@dataclass(frozen=True, slots=True)
class Kind:
    """A versioned model: which columns may be brought back, and the service that stores a row on somebody's behalf."""

    model: type[Any]
    columns: tuple[str, ...] = ()
    save: Callable[[Any, Actor, datetime], Any] | None = None


def versions_of(actor: Actor, model: type[Any], uuid: UUID) -> Any:
    """Return the changes of a row of the actor's organization, the newest first. Raises `Forbidden`, `NotFound`."""
    return changes_of(_own(actor, model, uuid))


def version_at(actor: Actor, model: type[Any], uuid: UUID, when: datetime) -> Any:
    """Return the change by which a row was what it was at `when`. Raises `Forbidden`, `NotFound`."""
    change = as_of(_own(actor, model, uuid), when)
    if change is None:
        raise NotFound
    return change


@transaction.atomic
def revert(*, kind: Kind, actor: Actor, uuid: UUID, version: UUID, reason: str, now: datetime) -> Any:
    """Make a row again what it was by the change `version`, and return the row's newest change.

    What may be brought back says `kind`, and the service behind it keeps its rules: a revert is a change like any
    other. Raises `Forbidden`, `NotFound`, `CannotRevert`, and what that service raises.
    """
    require(actor, "history.revert")
    row = _own(actor, kind.model, uuid)
    taking_turns(actor.organization_id)
    row = locked(kind.model.objects.all()).get(pk=row.pk)
    change = changes_of(row).filter(uuid=version).exclude(history_type=DELETED).first()
    if change is None or kind.save is None:
        raise NotFound
    before = columns(row, *kind.columns)
    restored = _bring_back(row, change, kind.columns)
    _check(row, restored)
    with because(reason):
        kind.save(row, actor, now)
    record(organization_id=actor.organization_id, user_id=actor.user_id, action="reverted", now=now,
           entity_type=row._meta.model_name, entity_id=row.uuid, version=str(version), fields=restored,
           reason=reason, **changed(before, columns(row, *restored)))  # fmt: skip
    return changes_of(row)[0]


def _bring_back(row: Any, change: Any, columns: tuple[str, ...]) -> list[str]:
    """Give a row the former values, and return the names of those that are others than it had."""
    changed = []
    for name in columns:
        attname = row._meta.get_field(name).attname
        if getattr(row, attname) != getattr(change, attname):
            setattr(row, attname, getattr(change, attname))
            changed.append(name)
    return changed


def _check(row: Any, changed: list[str]) -> None:
    """Raise `CannotRevert` for a row that its model would not take: a name that is taken, a bank that is gone."""
    others = [field.name for field in row._meta.fields if field.name not in changed]
    try:
        row.clean_fields(exclude=others)
        row.validate_constraints()
    except ValidationError as error:
        raise CannotRevert(" ".join(error.messages)) from error


def _own(actor: Actor, model: type[Any], uuid: UUID) -> Any:
    """A shared row of the house is read by all, and its history by the house alone."""
    require(actor, "history.read")
    row = model.objects.filter(uuid=uuid).first()
    if row is None or owner_of(row) != actor.organization_id:
        raise NotFound
    return row
