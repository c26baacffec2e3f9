"""Assignments in the back office, with how far everybody is."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from unfold.widgets import UnfoldAdminSelectWidget

from accounts.selectors.back_office import acting
from interview_coach.core.admin import TenantAdmin, TenantForm, role_of
from interview_coach.core.exceptions import DomainError
from interviews.models import Assignment
from interviews.selectors import assignments as selectors
from interviews.services import assignments as services
from questionbank.rules import known_fields

# So many people are shown on an assignment's page; the rest is in the API's list.
MOST_SHOWN = 200
WHAT = ("team", "user", "field", "level", "interview_type", "company", "bank", "collection", "questions_total")
TERMS = ("title", "note", "takes", "minimum_score", "due_at")


class AssignmentForm(TenantForm):
    field = forms.ChoiceField(widget=UnfoldAdminSelectWidget)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if (field := self.fields.get("field")) is not None:
            extra = self.organization.extra_fields if self.organization else {}
            field.choices = list(known_fields(extra).items())  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "team" in self.fields and bool(cleaned.get("team")) == bool(cleaned.get("user")):
            raise ValidationError("Name a team or a person: one of the two.")
        return cleaned


@admin.register(Assignment)
class AssignmentAdmin(TenantAdmin):
    icon = "assignment"
    read_only = False
    service_records = True
    form = AssignmentForm
    list_display = ("title", "whose", "field", "level", "takes", "due_at", "withdrawn_at")
    list_filter = ("level", "interview_type")
    list_select_related = ("team", "user")
    search_fields = ("title", "team__name", "user__email")
    autocomplete_fields = ("team", "user", "bank", "collection")
    ordering = ("-due_at",)
    actions = ("withdraw",)
    add_fieldsets = ((None, {"fields": ("title", "note", *WHAT, "takes", "minimum_score", "due_at")}),)
    fieldsets = (
        (None, {"fields": TERMS}),
        ("What", {"fields": WHAT}),
        ("How far", {"fields": ("progress", "created_by", "created_at", "withdrawn_at")}),
    )  # fmt: skip
    readonly_fields = ("progress", "created_by", "created_at", "withdrawn_at")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return (*super().get_readonly_fields(request, obj), *(WHAT if obj is not None else ()))

    @admin.display(description="For")
    def whose(self, plan: Assignment) -> str:
        return str(plan.team or plan.user)

    @admin.display(description="Progress")
    def progress(self, plan: Any) -> SafeString:
        """Everybody who has it, with the takes that count: owners, admins and staff, who come here, see them all."""
        if plan.pk is None:
            return SafeString("-")
        rows: Any = (
            selectors.takers_of(plan, timezone.now()).select_related("user").order_by("user__email")[:MOST_SHOWN]
        )
        lines = ((row.user.email, f"{row.takes_done} of {plan.takes}", row.state) for row in rows)
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}: {} takes, {}</li>", lines))

    def save_model(self, request: HttpRequest, obj: Assignment, form: Any, change: bool) -> None:
        actor, now = acting(request.user, obj.organization, role_of(request)), timezone.now()
        if change:
            changes = {name: form.cleaned_data[name] for name in form.changed_data}
            services.change_assignment(actor=actor, assignment_uuid=obj.uuid, changes=changes, now=now)
            return
        given = {name: value for name, value in form.cleaned_data.items() if name != "organization"}
        rows = {name: given.pop(name) for name in ("team", "user", "bank", "collection")}
        named = {name: row.uuid for name, row in rows.items() if row}
        made = services.assign(actor=actor, now=now, **named, **given)
        obj.__dict__.update(made.__dict__)

    @admin.action(description="Take back", permissions=["change"])
    def withdraw(self, request: HttpRequest, queryset: QuerySet[Assignment]) -> None:
        number = 0
        for plan in queryset.select_related("organization"):
            try:
                actor = acting(request.user, plan.organization, role_of(request))
                services.withdraw(actor=actor, assignment_uuid=plan.uuid, now=timezone.now())
                number += 1
            except DomainError as error:
                messages.warning(request, f"{plan}: {error}")
        messages.success(request, f"{number} assignments taken back.")
