"""Who is platform staff: given and taken where the installation is run, by no call and on no page."""

from datetime import datetime

from django.db import transaction

from accounts.models import AccountStatus, User
from accounts.selectors import house
from accounts.services import sessions
from accounts.services.trail import record
from interview_coach.core.exceptions import NotFound
from interview_coach.core.locking import locked
from interview_coach.core.tenancy import tenant_scope


@transaction.atomic
def set_staff(*, email: str, is_staff: bool, now: datetime) -> bool:
    """Make somebody platform staff, or no longer; return whether that is new. Who no longer is, is signed out.

    Raises `NotFound` unless it is an open account whose address is proven.
    """
    open_accounts = locked(User.objects.filter(account_status=AccountStatus.ACTIVE, is_verified=True))
    user = open_accounts.filter(email=email.lower()).first()
    if user is None:
        raise NotFound("There is no open account whose address is proven: register it and confirm the address first.")
    if user.is_platform_staff == is_staff:
        return False
    user.is_platform_staff = is_staff
    user.save(update_fields=["is_platform_staff", "updated_at"])
    with tenant_scope(house().pk):
        record(organization_id=house().pk, user_id=None, action="staff_appointed" if is_staff else "staff_dismissed",
               now=now, entity_type="user", entity_id=user.uuid, subject_id=user.pk)  # fmt: skip
    if not is_staff:
        sessions.end_all(user_id=user.pk, now=now, reason="staff_dismissed")
    return True
