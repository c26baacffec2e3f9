"""Invitations in the back office: sent one by one or from a file, resent, and taken back."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from unfold.decorators import action
from unfold.enums import ActionVariant
from unfold.widgets import UnfoldBooleanSwitchWidget

from accounts.models import Invitation, Role
from accounts.rules import grantable_roles
from accounts.selectors.back_office import acting
from accounts.selectors.places import with_status
from accounts.services import invitation_files, invitations
from interview_coach.core.admin import TenantAdmin, is_staff, organization_of, role_of
from interview_coach.core.exceptions import DomainError, Invalid

# So many refused rows are shown; whoever has more begins with these.
MOST_SHOWN = 100


@admin.register(Invitation)
class InvitationAdmin(TenantAdmin):
    icon = "mail"
    read_only = False
    service_records = True
    list_display = ("email", "role", "team", "status", "invited_by", "sent_at", "expires_at")
    list_filter = ("role",)
    list_select_related = ("team", "invited_by")
    search_fields = ("email",)
    autocomplete_fields = ("team",)
    actions = ("resend", "revoke")
    actions_list = ("from_file",)
    add_fieldsets = ((None, {"fields": ("email", "role", "team")}),)
    fieldsets = ((None, {"fields": ("email", "role", "team", "status", "invited_by", "created_at", "sent_at",
                                    "expires_at", "accepted_at", "accepted_by", "revoked_at")}),)  # fmt: skip
    readonly_fields = ("status", "invited_by", "created_at", "sent_at", "expires_at", "accepted_at", "accepted_by",
                       "revoked_at")  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Invitation]:
        return with_status(super().get_queryset(request), timezone.now())

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="Status")
    def status(self, invitation: Any) -> str:
        return str(invitation.status).capitalize()

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "role":
            mine = grantable_roles(role_of(request))
            kwargs["choices"] = [(value, label) for value, label in Role.choices if value in mine]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Invitation, form: Any, change: bool) -> None:
        sent = invitations.invite(
            actor=acting(request.user, obj.organization, role_of(request)), email=obj.email, role=obj.role,
            team=obj.team.uuid if obj.team else None, now=timezone.now(),
        )  # fmt: skip
        obj.__dict__.update(sent.__dict__)

    @admin.action(description="Mail a new token", permissions=["view"])
    def resend(self, request: HttpRequest, queryset: QuerySet[Invitation]) -> None:
        self._each(request, queryset, invitations.resend, "resent")

    @admin.action(description="Take back", permissions=["view"])
    def revoke(self, request: HttpRequest, queryset: QuerySet[Invitation]) -> None:
        self._each(request, queryset, invitations.revoke, "taken back")

    def _each(self, request: HttpRequest, chosen: QuerySet[Invitation], do: Callable[..., Any], done: str) -> None:
        now, number = timezone.now(), 0
        for invitation in chosen.select_related("organization"):
            try:
                do(
                    actor=acting(request.user, invitation.organization, role_of(request)),
                    invitation_uuid=invitation.uuid,
                    now=now,
                )
                number += 1
            except DomainError as error:
                messages.warning(request, f"{invitation.email}: {error}")
        messages.success(request, f"{number} invitations {done}.")

    def has_from_file_permission(self, request: HttpRequest) -> bool:
        """Owners and admins, for their own organization."""
        return organization_of(request) is not None and not is_staff(request)

    @action(  # type: ignore[untyped-decorator]
        description="Invite from a file", url_path="import", icon="upload", permissions=["from_file"],
        variant=ActionVariant.PRIMARY,
    )  # fmt: skip
    def from_file(self, request: HttpRequest) -> HttpResponse:
        form = FileForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
        report = self._invited(request, form) if request.method == "POST" and form.is_valid() else None
        if report is not None and not report.refused and not report.dry_run:
            messages.success(request, f"{report.sent} people invited.")
            return HttpResponseRedirect(reverse("admin:accounts_invitation_changelist"))
        return TemplateResponse(request, "admin/import_file.html", {
            **self.admin_site.each_context(request), "opts": self.opts, "title": "Invite from a file", "form": form,
            "summary": _summary(report) if report else "", "table": _table(report) if report else None,
        })  # fmt: skip

    def _invited(self, request: HttpRequest, form: "FileForm") -> invitation_files.Report:
        given = form.cleaned_data
        return invitation_files.invite_many(
            actor=acting(request.user, organization_of(request), role_of(request)),
            rows=given["file"],
            dry_run=given["dry_run"],
            now=timezone.now(),
        )


class FileForm(forms.Form):
    """The file, and whether it is only to be checked."""

    file = forms.FileField(
        help_text=f"CSV in UTF-8 with the columns email, role and, if you like, team (its name); "
        f"{invitation_files.MOST_ROWS} rows at most."
    )
    dry_run = forms.BooleanField(required=False, initial=True, label="Only check it", widget=UnfoldBooleanSwitchWidget)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            return invitation_files.read_rows(file.read(invitation_files.LARGEST_FILE + 1))
        except Invalid as error:
            raise ValidationError(str(error)) from error


def _summary(report: invitation_files.Report) -> str:
    done = "would be invited; nothing was sent" if report.dry_run else "invited"
    return f"{len(report.rows)} rows: {report.sent} {done}, {len(report.refused)} refused."


def _table(report: invitation_files.Report) -> dict[str, Any] | None:
    rows = [[str(row.line), row.email, row.code, row.detail] for row in report.refused[:MOST_SHOWN]]
    return {"headers": ["Row", "Address", "Code", "What is wrong"], "rows": rows} if rows else None
