"""What keeps guessers out, and what stands in for an authenticator app: for platform staff."""

from typing import Any, cast

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import RecoveryCode, SignInGuard, User
from accounts.selectors import house
from accounts.services import lockout
from interview_coach.core.admin import TenantAdmin


@admin.register(SignInGuard)
class SignInGuardAdmin(TenantAdmin):
    """Which accounts and network addresses are locked; who an account is, its own page tells."""

    icon = "lock_clock"
    staff_only = True
    list_display = ("kind", "ip_address", "attempts", "since", "locked_until")
    list_filter = ("kind",)
    search_fields = ("ip_address",)
    fields = ("kind", "subject", "ip_address", "attempts", "since", "locked_until")
    actions = ("lift",)

    @admin.action(description="Lift the lock", permissions=["view"])
    def lift(self, request: HttpRequest, guards: QuerySet[Any]) -> None:
        """Clear what is counted, on record."""
        by: dict[str, Any] = {"by": cast(User, request.user).pk, "organization_id": house().pk, "now": timezone.now()}
        lifted = [lockout.lift_on_record(subject=guard.subject, **by) for guard in guards]
        messages.success(request, f"Lifted: {sum(lifted)}.")


@admin.register(RecoveryCode)
class RecoveryCodeAdmin(TenantAdmin):
    """How many are left to whom; what they are nobody can say."""

    icon = "pin"
    staff_only = True
    list_display = ("user", "created_at", "used_at")
    list_select_related = ("user",)
    search_fields = ("user__email",)
    fields = ("user", "created_at", "used_at")
