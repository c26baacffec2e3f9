"""What those who run an organization set there."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import Organization
from accounts.rules import Actor, require, sound_extra_fields
from accounts.selectors import places
from accounts.services.members import save_organization
from accounts.services.trail import changed, columns, record
from interview_coach.core.locking import locked


@transaction.atomic
def change_settings(*, actor: Actor, organization_uuid: UUID, changes: dict[str, Any], now: datetime) -> Organization:
    """Change the organization the actor works in and runs. Raises `NotFound`, `Forbidden` and `Invalid`."""
    places.check_is_here(actor, organization_uuid)
    require(actor, "organization.change")
    if "extra_fields" in changes:
        sound_extra_fields(changes["extra_fields"])
    held = locked(Organization.objects.all()).get(pk=actor.organization_id)
    before = columns(held, *changes)
    for name, value in changes.items():
        setattr(held, name, value)
    told = changed(before, changes)
    if told["after"]:
        save_organization(organization=held, by=actor.user_id, now=now)
        record(organization_id=held.pk, user_id=actor.user_id, action="organization_changed", now=now,
               entity_type="organization", entity_id=held.uuid, **told)  # fmt: skip
    return held
