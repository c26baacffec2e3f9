"""What accounts hears of Django: a sign-in to the back office has an end, and belongs in the trail like any other."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import User
from accounts.selectors import memberships_of
from accounts.services.trail import record
from interview_coach.core.tenancy import all_tenants


@receiver(user_logged_in)
def on_back_office_sign_in(sender: type, *, request: HttpRequest, user: User, **_: Any) -> None:
    now = timezone.now()
    # Else each change of the session, a message say, would begin its time anew.
    request.session.set_expiry(now + timedelta(seconds=settings.SESSION_COOKIE_AGE))
    memberships = memberships_of(user)
    if memberships:
        with all_tenants():
            record(organization_id=memberships[0].organization_id, user_id=user.pk, action="admin_login",
                   now=now, entity_type="user", entity_id=user.uuid, two_factors=user.two_factor_enabled)  # fmt: skip
