"""Sign-ins, in the back office."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.models import UserSession
from interview_coach.core.admin import TenantAdmin, is_staff, organization_of


@admin.register(UserSession)
class UserSessionAdmin(TenantAdmin):
    """Sign-ins that work in this organization now; the token's digest stays out of sight."""

    icon = "devices"
    list_display = ("user", "device_type", "browser", "os", "last_activity", "is_active")
    list_filter = ("is_active",)
    list_select_related = ("user",)
    search_fields = ("user__email",)
    fields = ("user", "organization", "device_type", "browser", "os", "ip_address", "location", "created_at",
              "last_activity", "expires_at", "is_active")  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[UserSession]:
        rows: QuerySet[UserSession] = super().get_queryset(request)
        owner = organization_of(request)
        if is_staff(request):
            return rows
        return rows.filter(organization=owner.pk) if owner else rows.none()
