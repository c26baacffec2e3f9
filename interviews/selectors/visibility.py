"""Whose work one may read."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from accounts.rules import Actor
from interview_coach.core.exceptions import NotFound
from interviews.models import Interview


def visible(actor: Actor, model: type[Any]) -> QuerySet[Any]:
    """Return the rows of `model` that the actor may read: all of the organization for coach and up, else one's own."""
    rows: QuerySet[Any] = model.objects.all()
    return rows if actor.coaches else rows.filter(user=actor.user_id)


def listed_interviews(actor: Actor, user_uuid: UUID | None) -> QuerySet[Interview]:
    """Return the actor's own interviews, or with `user_uuid` those of another whose work the actor may read."""
    if user_uuid is None or user_uuid == actor.user_uuid:
        return Interview.objects.filter(user=actor.user_id)
    return visible(actor, Interview).filter(user__uuid=user_uuid)


def find(actor: Actor, model: type[Any], uuid: UUID, *related: str) -> Any:
    """Return the visible row named `uuid` with `related` loaded; raise `NotFound`."""
    row = visible(actor, model).filter(uuid=uuid).select_related(*related).first()
    if row is None:
        raise NotFound
    return row


def find_own(actor: Actor, model: type[Any], uuid: UUID, *related: str) -> Any:
    """Return the actor's own row named `uuid`; raise `NotFound`, for a coach's reading it too."""
    row = model.objects.filter(uuid=uuid, user=actor.user_id).select_related(*related).first()
    if row is None:
        raise NotFound
    return row
