"""The audit trail, in the back office: looked at, searched, exported."""

import json
from typing import Any, cast

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from accounts.models import ActivityLog, Rotation, Seal, User
from accounts.services.audit.export import export
from interview_coach.core.admin import TenantAdmin
from interview_coach.core.exceptions import DomainError


@admin.register(ActivityLog)
class ActivityLogAdmin(TenantAdmin):
    """Searched for a whole value: the address of who did it or whom it was done to, an entity's or a request's id."""

    icon = "history"
    list_display = ("timestamp", "user", "action_type", "subject", "entity_type", "ip_address", "status_code")
    list_filter = ("action_type", "entity_type")
    list_select_related = ("user", "subject")
    date_hierarchy = "timestamp"
    ordering = ("-timestamp",)
    search_fields = ("user__email__exact", "subject__email__exact", "entity_id__exact", "request_id__exact")
    search_help_text = "A whole e-mail address, or the id of a thing or a request."
    fields = ("timestamp", "user", "subject", "action_type", "action_description", "entity_type", "entity_id",
              "changes", "details", "ip_address", "user_agent", "request_method", "request_path", "request_id",
              "status_code", "response_time")  # fmt: skip
    readonly_fields = ("changes", "details")
    actions = ("export_lines",)

    @admin.display(description="What changed")
    def changes(self, line: ActivityLog) -> SafeString | str:
        before, after = (_by_name(line.metadata.get(side)) for side in ("before", "after"))
        names = [*before, *(name for name in after if name not in before)]
        rows = ((name, _shown(before, name), _shown(after, name)) for name in names)
        return format_html_join("", "<div><b>{}</b>: {} → {}</div>", rows) or "–"

    @admin.display(description="More of it")
    def details(self, line: ActivityLog) -> SafeString | str:
        rows = [(name, _shown(line.metadata, name)) for name in line.metadata if name not in ("before", "after")]
        return format_html_join("", "<div><b>{}</b>: {}</div>", rows) or "–"

    @admin.action(description="Export as CSV", permissions=["view"])
    def export_lines(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        try:
            text = export(lines=queryset, by=cast(User, request.user).pk, now=timezone.now())
        except DomainError as error:
            messages.error(request, str(error))
            return None
        named = {"Content-Disposition": 'attachment; filename="audit.csv"'}
        return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=named)


def _by_name(told: Any) -> dict[str, Any]:
    return told if isinstance(told, dict) else {} if told is None else {"value": told}


def _shown(told: dict[str, Any], name: str) -> str:
    if name not in told:
        return "–"
    value = told[name]
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


@admin.register(Seal)
class SealAdmin(TenantAdmin):
    icon = "link"
    list_display = ("number", "line_uuid", "line_timestamp", "sealed_at", "digest")
    date_hierarchy = "sealed_at"
    ordering = ("-number",)
    search_fields = ("digest__exact",)
    fields = ("number", "line_uuid", "line_timestamp", "line_digest", "origin_commitment", "content_commitment",
              "digest", "sealed_at")  # fmt: skip


@admin.register(Rotation)
class RotationAdmin(TenantAdmin):
    icon = "event_repeat"
    list_display = ("until", "reason", "created_at")
    fields = ("until", "reason", "created_at")
