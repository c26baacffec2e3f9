"""What accounts hears of Django: a sign-in to the back office belongs in the trail like any other."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.utils import timezone

from accounts.models import User
from accounts.selectors import memberships_of
from accounts.services.trail import record
from interview_coach.core.tenancy import all_tenants


@receiver(user_logged_in)
def on_back_office_sign_in(sender: type, *, user: User, **_: Any) -> None:
    memberships = memberships_of(user)
    if memberships:
        with all_tenants():
            record(organization_id=memberships[0].organization_id, user_id=user.pk, action="admin_login",
                   now=timezone.now(), entity_type="user", entity_id=user.uuid)  # fmt: skip
