"""The back office of rows with a history: why something is changed can be said, and what was can be brought back."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from interview_coach.core.admin import TenantAdmin, is_staff
from interview_coach.core.exceptions import DomainError
from interview_coach.core.history import DELETED, because, changes_of, differences, kept_columns

SHOWN = 50
LONGEST_REASON = 500


class VersionedAdmin(TenantAdmin):
    """A history page with differences, and a button that brings back, where the kind says what."""

    # An app's `services.kinds`, and `accounts.services.versions`: core knows no roles.
    kind: Any = None
    service: Any = None
    object_history_template = "admin/versions.html"
    change_form_after_template = "admin/reason.html"

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with because(_reason(request)):
            return super().changeform_view(request, *args, **kwargs)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))
        if row is None or not self.owns(request, row):
            raise Http404  # who tends the shared library is not its readers' business
        if request.method == "POST" and self.kind is not None:
            self._bring_back(request, row)
            return HttpResponseRedirect(request.path)
        if self.reads_on_record and is_staff(request):
            self.admin_site.record(request, row, "staff_read")
        extra = {"versions": _versions(row), "may_revert": self.kind is not None}
        return super().history_view(request, object_id, {**(extra_context or {}), **extra})

    def _bring_back(self, request: HttpRequest, row: Any) -> None:
        try:
            version = UUID(request.POST.get("version", ""))
            self.service.revert(kind=self.kind, actor=self.admin_site.actor_for(request, row), uuid=row.uuid,
                                version=version, reason=_reason(request), now=timezone.now())  # fmt: skip
        except ValueError:
            messages.error(request, "There is no such version.")
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, "It is what it was then.")


def _reason(request: HttpRequest) -> str:
    return request.POST.get("change_reason", "").replace("\x00", "")[:LONGEST_REASON]


def _versions(row: Any) -> list[dict[str, Any]]:
    """Return the newest changes with what each changed, from one statement."""
    changes = list(changes_of(row)[: SHOWN + 1])
    befores = [*changes[1:], None]
    return [_version(change, before) for change, before in zip(changes, befores, strict=True)][:SHOWN]


def _version(change: Any, before: Any) -> dict[str, Any]:
    labels = {field.attname: field.verbose_name for field in kept_columns(change)}
    changed = [] if before is None else differences(change, before)
    return {
        "uuid": change.uuid,
        "at": change.history_date,
        "by": change.history_user,
        "reason": change.history_change_reason,
        "action": change.get_history_type_display(),
        "is_there": change.history_type != DELETED,
        "changes": [(labels[name], _shown(old), _shown(new)) for name, old, new in changed],
    }


def _shown(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    return "–" if value in (None, "", [], {}) else str(value)
