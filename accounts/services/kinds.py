"""What may be brought back of organizations and memberships."""

from datetime import datetime

from accounts.models import Membership, Organization
from accounts.rules import Actor
from accounts.services.members import change_membership, save_organization
from accounts.services.versions import Kind


def _save_organization(row: Organization, actor: Actor, now: datetime) -> None:
    save_organization(organization=row, by=actor.user_id, now=now)


def _save_membership(row: Membership, actor: Actor, now: datetime) -> None:
    change_membership(membership=row, role=row.role, is_active=row.is_active, by=actor.user_id, by_role=actor.role,
                      now=now)  # fmt: skip


ORGANIZATIONS = Kind(Organization, ("name", "extra_fields", "shows_averages"), _save_organization)
MEMBERSHIPS = Kind(Membership, ("role", "is_active"), _save_membership)
