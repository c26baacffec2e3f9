"""Who acts in the back office, as services want to know it."""

from typing import Any
from uuid import UUID

from accounts.models import Organization, User
from accounts.rules import Actor
from accounts.selectors import house

NO_API_SESSION = UUID(int=0)


def acting(user: Any, organization: Organization, role: str) -> Actor:
    """Return somebody who works in the back office as an actor in an organization."""
    assert isinstance(user, User), "the site lets nobody else in"
    return Actor(user.pk, user.uuid, organization.pk, organization.uuid, house().pk, role, NO_API_SESSION,
                 user.language_preference)  # fmt: skip
