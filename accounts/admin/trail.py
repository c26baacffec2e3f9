"""The audit trail, in the back office."""

from django.contrib import admin

from accounts.models import ActivityLog
from interview_coach.core.admin import TenantAdmin


@admin.register(ActivityLog)
class ActivityLogAdmin(TenantAdmin):
    icon = "history"
    list_display = ("timestamp", "user", "action_type", "entity_type", "ip_address")
    list_filter = ("action_type", "entity_type")
    list_select_related = ("user",)
    date_hierarchy = "timestamp"
    ordering = ("-timestamp",)
    search_fields = ("user__email", "action_type", "entity_id", "request_id")
    fields = ("timestamp", "user", "action_type", "action_description", "entity_type", "entity_id", "metadata",
              "ip_address", "user_agent", "request_method", "request_path", "request_id", "status_code",
              "response_time")  # fmt: skip
