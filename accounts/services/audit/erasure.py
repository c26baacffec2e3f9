"""Takes a person's data out of the trail. Their lines stay, and so does the chain."""

from django.db import transaction
from django.db.models import Q

from accounts.models import ActivityLog
from interview_coach.core.tenancy import all_tenants


@transaction.atomic
def erase(*, user_id: int) -> int:
    """Blank, with its salt, where a person's own lines came from, and what lines about them say; return how many.

    For an account that is erased or is being erased: for anyone else `verify_audit` reports it. The lines keep who did
    what when; who that was is then a number.
    """
    with all_tenants():
        own = ActivityLog.objects.filter(user=user_id).exclude(origin_salt="")
        about = ActivityLog.objects.filter(Q(subject=user_id) | Q(user=user_id, subject=None)).exclude(content_salt="")
        return own.update(ip_address="", user_agent="", origin_salt="") + about.update(
            action_description="", metadata={}, content_salt=""
        )
