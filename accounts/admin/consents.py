"""What people agreed to, in the back office."""

from django.contrib import admin

from accounts.models import Consent
from interview_coach.core.admin import TenantAdmin


@admin.register(Consent)
class ConsentAdmin(TenantAdmin):
    icon = "handshake"
    list_display = ("user", "kind", "version", "given", "at")
    list_filter = ("kind", "given")
    list_select_related = ("user",)
    search_fields = ("user__email", "version")
    fields = ("user", "kind", "version", "given", "at", "ip_address")
