"""What people change about themselves."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from accounts.models import AccountStatus, User
from accounts.rules import Actor, end_of_return
from accounts.services import mail, sessions, step_up
from accounts.services.members import check_may_close
from accounts.services.presence import forget
from accounts.services.trail import changed, columns, record
from interview_coach.core.locking import locked


@transaction.atomic
def update_profile(*, actor: Actor, changes: dict[str, Any], now: datetime) -> User:
    """Store the changed profile fields and preferences."""
    user = locked(User.objects.all()).get(pk=actor.user_id)
    before = columns(user, *changes)
    for name, value in changes.items():
        setattr(user, name, value)
    if changes:
        user.save(update_fields=[*changes, "updated_at"])
        record(organization_id=actor.organization_id, user_id=user.pk, action="settings_change", now=now,
               entity_type="user", entity_id=user.uuid, **changed(before, changes))  # fmt: skip
    if "language_preference" in changes:
        transaction.on_commit(partial(forget, actor.session_uuid))  # it is kept with who is signed in
    return user


def delete_account(*, actor: Actor, password: str, otp: str | None = None, now: datetime) -> None:
    """Close the account and end its sessions. Signing in again within 30 days brings it back.

    Raises what `step_up.confirm` and `members.check_may_close` raise.
    """
    step_up.confirm(user=User.objects.get(pk=actor.user_id), password=password, otp=otp, now=now)
    _close(actor, now)


@transaction.atomic
def _close(actor: Actor, now: datetime) -> None:
    user = locked(User.objects.all()).get(pk=actor.user_id)
    check_may_close(user)
    user.account_status, user.is_active, user.deleted_at = AccountStatus.DELETED, False, now
    user.save(update_fields=["account_status", "is_active", "deleted_at", "updated_at"])
    record(organization_id=actor.organization_id, user_id=user.pk, action="account_deleted", now=now,
           entity_type="user", entity_id=user.uuid)  # fmt: skip
    sessions.end_all(user_id=user.pk, now=now, reason="account_deleted")
    until = f"{end_of_return(now):%Y-%m-%d %H:%M}"
    mail.send("account_deleted", user.email, user.language_preference, until=until)
