"""Anchors in the back office: added, imported and switched on and off."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from unfold.decorators import action
from unfold.enums import ActionVariant
from unfold.widgets import UnfoldAdminTextInputWidget

from accounts.models import User
from accounts.selectors import house
from interview_coach.core.admin import TenantAdmin, TenantForm, organization_of
from interview_coach.core.exceptions import Invalid
from interviews.admin.anchor_import import import_page
from interviews.models import Anchor
from interviews.rules import WordsErased
from interviews.services.calibration.anchors import build_anchor, check_kept, store_anchor, switch_anchor
from interviews.services.calibration.imports import scores_from

COLUMNS = ("question_text", "sample_answer", "text", "scores")


class AnchorForm(TenantForm):
    """A new anchor, checked by the rules of the service that stores it; of a kept one only the switch."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "scores" in self.fields:
            self.fields["scores"] = forms.CharField(
                widget=UnfoldAdminTextInputWidget, help_text="What each person gave, 0–10: 7; 8.5"
            )

    def clean_scores(self) -> list[float]:
        try:
            return scores_from(self.cleaned_data["scores"])
        except Invalid as error:
            raise ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = forms.ModelForm.clean(self) or self.cleaned_data  # a rubric may be the house's
        if "text" in self.fields and not self.errors:
            self._check(cleaned)
        elif cleaned.get("is_active"):
            self._check_kept()
        return cleaned

    def _check_kept(self) -> None:
        try:
            check_kept(self.instance)
        except WordsErased as error:
            self.add_error("is_active", str(error))

    def _check(self, cleaned: dict[str, Any]) -> None:
        owner = cleaned.get("organization") or self.organization
        for name in ("rubric", "question"):
            if (target := cleaned.get(name)) and target.organization_id not in (owner.pk, house().pk):
                self.add_error(name, "This belongs to another organization.")
                return
        try:
            build_anchor(organization_id=owner.pk, now=timezone.now(), **columns_of(cleaned))
        except Invalid as error:
            self.add_error(error.field if error.field in self.fields else None, str(error))


def columns_of(cleaned: dict[str, Any]) -> dict[str, Any]:
    """Return what was typed in, as the service takes it."""
    question = cleaned["question"]
    return {"rubric": cleaned["rubric"], "question": question.uuid if question else None,
            **{name: cleaned[name] for name in COLUMNS}}  # fmt: skip


@admin.register(Anchor)
class AnchorAdmin(TenantAdmin):
    icon = "anchor"
    read_only = False
    service_records = True
    form = AnchorForm
    list_display = ("rubric", "asked", "score", "people", "source", "is_active", "created_at")
    list_filter = ("is_active", "source")
    list_select_related = ("rubric", "question")
    search_fields = ("rubric__name",)
    autocomplete_fields = ("question",)
    actions_list = ("from_file",)
    fixed = ("rubric", "question", *COLUMNS, "score", "source", "review", "created_at")
    add_fieldsets = ((None, {"fields": ("rubric", "question", *COLUMNS)}),)
    fieldsets = ((None, {"fields": ("is_active", *fixed)}),)

    @admin.display(description="Question")
    def asked(self, anchor: Anchor) -> str:
        return str(anchor.question) if anchor.question else anchor.question_text[:80]

    @admin.display(description="People")
    def people(self, anchor: Anchor) -> int:
        return len(anchor.scores)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return (*super().get_readonly_fields(request, obj), *(self.fixed if obj is not None else ()))

    def save_model(self, request: HttpRequest, obj: Anchor, form: Any, change: bool) -> None:
        who: dict[str, Any] = {"user_id": cast(User, request.user).pk, "now": timezone.now()}
        if change:
            switch_anchor(anchor=obj, is_active=obj.is_active, **who)
            return
        columns = columns_of(form.cleaned_data)
        obj.__dict__.update(store_anchor(organization_id=obj.organization_id, **columns, **who).__dict__)

    def has_from_file_permission(self, request: HttpRequest) -> bool:
        """Owners and admins, for their own organization."""
        return organization_of(request) is not None

    @action(  # type: ignore[untyped-decorator]
        description="Import from a file", url_path="import", icon="upload", permissions=["from_file"],
        variant=ActionVariant.PRIMARY,
    )  # fmt: skip
    def from_file(self, request: HttpRequest) -> HttpResponse:
        return import_page(self, request)
