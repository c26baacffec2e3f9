"""What a wrong password or code leaves behind: a count on the account, and lines of the trail."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import F

from accounts.models import Guarded, User
from accounts.selectors import house, memberships_of
from accounts.services.trail import record
from interview_coach.core.tenancy import tenant_scope

LOCKED = "locked"


@transaction.atomic
def note(action: str, user: User | None, reason: str, locks: Iterable[Guarded] = (), *, now: datetime) -> None:
    """Count a failure on the account, and tell of it and of the `locks` it set in the trail.

    What was refused unread, by a lock (`LOCKED`), is told and not counted. The trail is that of the organization which
    signing in would have led to; the house's, where there is none or no such account. The work is the same for both.
    """
    if reason != LOCKED:
        failures = F("failed_login_attempts") + 1
        User.objects.filter(pk=user.pk if user else 0).update(failed_login_attempts=failures, last_failed_login=now)
    places = memberships_of(user) if user else []
    organization_id = (places[0].organization if places else house()).pk
    with tenant_scope(organization_id):
        tell = partial(record, organization_id=organization_id, user_id=user.pk if user else None, now=now,
                       entity_type="user" if user else "", entity_id=user.uuid if user else "")  # fmt: skip
        tell(action=action, reason=reason)
        for kind in locks:
            tell(action=f"{kind}_locked")
