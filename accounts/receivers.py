"""What accounts hears of Django: a sign-in to the back office has an end, and both are in the trail like any other."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import User
from accounts.selectors import house, memberships_of
from accounts.services.trail import record
from interview_coach.core.tenancy import all_tenants


@receiver(user_logged_in)
def on_back_office_sign_in(sender: type, *, request: HttpRequest, user: User, **_: Any) -> None:
    now = timezone.now()
    # Else each change of the session, a message say, would begin its time anew.
    request.session.set_expiry(now + timedelta(seconds=settings.SESSION_COOKIE_AGE))
    _record(user, "admin_login", now, two_factors=user.two_factor_enabled)


@receiver(user_logged_out)
def on_back_office_sign_out(sender: type, *, user: User | None, **_: Any) -> None:
    if user is not None:  # else nobody was signed in
        _record(user, "admin_logout", timezone.now())


def _record(user: User, action: str, now: datetime, **more: Any) -> None:
    memberships = memberships_of(user)
    organization = memberships[0].organization if memberships else house()
    with all_tenants():
        record(organization_id=organization.pk, user_id=user.pk, action=action, now=now, entity_type="user",
               entity_id=user.uuid, **more)  # fmt: skip
