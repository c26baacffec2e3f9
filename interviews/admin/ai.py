"""AI in the back office: the organization's policy, the ledger of calls, and who agreed."""

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from unfold.widgets import UnfoldAdminSelectWidget

from accounts.models import User
from accounts.services.trail import columns
from interview_coach.core.admin import TenantAdmin, TenantForm, is_staff, organization_of
from interview_coach.core.exceptions import Invalid
from interviews import selectors
from interviews.admin.work import WorkAdmin
from interviews.models import AICall, AIConsent, AIPolicy
from interviews.services.ai.governing import CHOICES, change_policy, check_policy
from interviews.services.ai.models import offered_models


class PolicyForm(TenantForm):
    """A policy whose models are chosen from those the operator configured."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("model", "challenger_model"):
            if name in self.fields:
                stored = getattr(self.instance, name)
                offered = dict.fromkeys(["", *offered_models(), stored])
                choices = [(model, model or "---------") for model in offered]
                self.fields[name] = forms.ChoiceField(
                    choices=choices, required=False, label=self.fields[name].label, widget=UnfoldAdminSelectWidget
                )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors:
            try:
                wanted = AIPolicy(**{name: cleaned[name] for name in cleaned})
                check_policy(wanted, columns(self.instance, *CHOICES))
            except Invalid as error:
                raise ValidationError({error.field: str(error)}) from error
        return cleaned


@admin.register(AIPolicy)
class AIPolicyAdmin(TenantAdmin):
    icon = "policy"
    read_only = False
    service_records = True
    form = PolicyForm
    list_display = ("__str__", "evaluator", "model", "challenger", "requires_consent", "updated_at")
    list_select_related = ("organization",)
    list_filter = ("evaluator", "requires_consent")
    fieldsets = (
        (None, {"fields": ("evaluator", "model")}),
        ("A/B test", {"fields": ("challenger", "challenger_model", "challenger_share")}),
        ("Budget", {"fields": ("monthly_token_budget", "monthly_cost_budget")}),
        ("What needs a person", {"fields": ("review_below_confidence", "review_above_disagreement", "review_flags",
                                            "reviewers_needed")}),
        ("Before going live", {"fields": ("gate_fewest_anchors", "gate_most_mae", "gate_most_bias",
                                          "gate_least_kappa")}),
        ("Candidates", {"fields": ("follow_ups_per_question", "requires_consent", "retention_days")}),
        ("Course", {"fields": ("updated_at",)}),
    )  # fmt: skip
    readonly_fields = ("updated_at",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        allowed = super().has_add_permission(request)
        owner = organization_of(request)
        return allowed and (owner is None or not AIPolicy.objects.filter(organization=owner).exists())

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A new policy begins with what holds without one: an emptied list of flags would call for nobody."""
        return {"review_flags": list(selectors.DEFAULT_REVIEW_FLAGS), **super().get_changeform_initial_data(request)}

    def save_model(self, request: HttpRequest, obj: AIPolicy, form: Any, change: bool) -> None:
        names = [name for name in form.cleaned_data if name != "organization"]
        stored = change_policy(
            organization_id=obj.organization_id, changes={name: form.cleaned_data[name] for name in names},
            user_id=cast(User, request.user).pk, now=timezone.now(),
        )  # fmt: skip
        obj.pk, obj.uuid = stored.pk, stored.uuid


@admin.register(AICall)
class AICallAdmin(TenantAdmin):
    """The ledger. What was sent and answered is somebody's work, so reading it is on record."""

    icon = "receipt_long"
    reads_on_record = True
    list_display = ("started_at", "purpose", "model", "outcome", "attempts", "input_tokens", "output_tokens", "cost",
                    "milliseconds")  # fmt: skip
    list_filter = ("outcome", "purpose", "model")
    date_hierarchy = "started_at"
    ordering = ("-started_at",)
    fieldsets = (
        (None, {"fields": ("purpose", "outcome", "detail", "user", "answer", "started_at", "milliseconds")}),
        ("Model", {"fields": ("provider", "model", "model_version", "prompt_version", "temperature")}),
        ("Used", {"fields": ("attempts", "input_tokens", "output_tokens", "reserved_tokens", "cost")}),
        ("Exchange", {"fields": ("exchange",)}),
    )

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list, with what this month has used up above it."""
        owner = organization_of(request)
        used = selectors.used_in_month(timezone.now(), None if is_staff(request) or owner is None else owner.pk)
        messages.info(request, f"{used['calls']} calls this month: {used['tokens']:,} tokens, ${used['cost']:.2f}")
        page: HttpResponse = super().changelist_view(request, extra_context)
        return page


@admin.register(AIConsent)
class AIConsentAdmin(WorkAdmin):
    icon = "handshake"
    reads_on_record = False
    list_display = ("at", "user", "given")
    list_filter = ("given",)
    date_hierarchy = "at"
    ordering = ("-at",)
    fields = ("user", "given", "at")
