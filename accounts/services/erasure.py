"""What is left of a closed account after its days of return: a numbered shell that statistics can point at."""

import logging
from datetime import datetime

from django.contrib.admin.models import LogEntry
from django.contrib.auth.hashers import make_password
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q

from accounts.models import AccountStatus, Invitation, Membership, User
from accounts.rules import has_departed, latest_departure
from accounts.selectors import house
from accounts.services.audit import erasure as trail_of
from accounts.services.trail import record
from interview_coach.core import personal_data
from interview_coach.core.locking import locked
from interview_coach.core.tenancy import all_tenants, tenant_scope

log = logging.getLogger(__name__)

# What a shell keeps: its number, when it came and went, and the totals.
_BLANK = {
    "first_name": "", "last_name": "", "profile_picture": "", "bio": "", "location": "", "timezone": "UTC",
    "language_preference": "en", "verification_token": "", "two_factor_enabled": False, "two_factor_secret": "",
    "last_login": None, "last_failed_login": None, "password_changed_at": None, "signed_out_at": None,
    "notification_preferences": {}, "privacy_settings": {}, "ui_preferences": {}, "is_verified": False,
    "is_active": False, "is_platform_staff": False, "account_status": AccountStatus.ERASED,
}  # fmt: skip


def erase_departed(*, now: datetime) -> int:
    """Erase every account whose days of return are over; return how many.

    One that fails is logged and left for the next run, and keeps nobody else from being erased.
    """
    due = User.objects.filter(account_status=AccountStatus.DELETED, deleted_at__lte=latest_departure(now))
    erased = 0
    for user_id in due.order_by("pk").values_list("pk", flat=True):
        try:
            erased += erase_person(user_id=user_id, now=now)
        except Exception:
            log.exception("erasure_failed", extra={"user_id": user_id})
    return erased


@transaction.atomic
def erase_person(*, user_id: int, now: datetime) -> bool:
    """Turn a closed account into a shell and erase what every table holds on its person; False where it has returned.

    The database's word is the last one: somebody may sign in again while this waits for the row.
    """
    user = locked(User.objects.all()).get(pk=user_id)
    if not has_departed(user, now):
        return False
    _unname_what_others_did(user)
    rows = personal_data.erase(user_id) + trail_of.erase(user_id=user_id)
    for name, value in _BLANK.items():
        setattr(user, name, value)
    user.email, user.password = f"erased-{user.pk}@erased.invalid", make_password(None)
    user.save()
    with tenant_scope(house().pk):
        record(organization_id=house().pk, user_id=None, action="account_erased", now=now, entity_type="user",
               entity_id=user.uuid, subject_id=user.pk, rows=rows)  # fmt: skip
    return True


def _unname_what_others_did(user: User) -> None:
    """Blank what the back office wrote of the person's rows by others' changes: it names them by the address.

    For before those rows are deleted. An invitation to an address that was never proven is not known to be theirs.
    """
    theirs = Q(accepted_by=user) | (Q(email=user.email) if user.is_verified else Q())
    with all_tenants():
        people, places = User.objects.filter(pk=user.pk), Membership.objects.filter(user=user)
        for rows in (people, places, Invitation.objects.filter(theirs)):
            entries = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(rows.model))
            entries.filter(object_id__in=[str(pk) for pk in rows.values_list("pk", flat=True)]).update(object_repr="")
