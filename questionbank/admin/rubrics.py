"""Rubrics in the back office: drafted, cloned and made default by their services."""

from functools import partial
from typing import Any, cast

from django import forms
from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from unfold.widgets import UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from accounts.models import User
from accounts.services import versions
from interview_coach.core.admin import ReadOnlyInline, StrictJSONField
from interview_coach.core.versioned_admin import VersionedAdmin
from questionbank.admin.rubric_pages import CriteriaForm, RubricPages, shown_to
from questionbank.models import Category, Rubric, RubricVersion
from questionbank.rules import PROBE_THRESHOLD
from questionbank.services import rubrics
from questionbank.services.kinds import RUBRICS


class RubricForm(CriteriaForm):
    """A new rubric, and its first draft."""

    criteria = StrictJSONField(
        initial=list, widget=UnfoldAdminTextareaWidget, help_text=RubricVersion._meta.get_field("criteria").help_text
    )
    probe_threshold = forms.FloatField(
        widget=UnfoldAdminTextInputWidget, required=False, min_value=0, max_value=10, initial=PROBE_THRESHOLD
    )

    def _put_defaults(self, cleaned: dict[str, Any]) -> None:
        """The draft's fields are no columns of the rubric, and none is left empty."""


class VersionInline(ReadOnlyInline):
    model = RubricVersion
    fields = ("number", "author", "created_at", "published_at", "note", "page")
    ordering = ("-number",)
    fk_name = "rubric"

    def get_queryset(self, request: HttpRequest) -> QuerySet[RubricVersion]:
        rows = shown_to(request, super().get_queryset(request), published_at__isnull=False)
        return rows.select_related("author", "rubric")


@admin.register(Rubric)
class RubricAdmin(VersionedAdmin, RubricPages):
    kind, service = RUBRICS, versions
    icon = "rule"
    list_display = ("name", "default_for", "live_version", "of_house", "follows_question", "updated_at")
    list_filter = ("default_for",)
    list_select_related = ("live", "organization")
    search_fields = ("name", "description")
    inlines = (VersionInline,)
    readonly_fields = ("default_for", "live", "question", "cloned_from", "created_at", "updated_at")
    fieldsets = ((None, {"fields": ("name", "description", *readonly_fields)}),)
    add_fieldsets = ((None, {"fields": ("name", "description", "criteria", "probe_threshold")}),)
    actions = ("draft_version", "clone_live", "default_technical", "default_behavioral", "default_hr", "no_default")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Rubric]:
        return shown_to(request, super().get_queryset(request), live__isnull=False)

    def get_ordering(self, request: HttpRequest) -> Any:
        return (F("question").asc(nulls_first=True), "name", "pk")  # what is for many questions comes first

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return super().get_inlines(request, obj) if obj else ()

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        return super().get_form(request, obj, change, **(kwargs if obj else {**kwargs, "form": RubricForm}))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None and super().has_change_permission(request)  # versions change, and the default by an action

    def save_model(self, request: HttpRequest, obj: Rubric, form: Any, change: bool) -> None:
        given = form.cleaned_data
        draft = rubrics.create_rubric(
            organization_id=obj.organization_id, by=cast(User, request.user).pk, name=obj.name, now=timezone.now(),
            description=obj.description, criteria=given["criteria"], probe_threshold=given["probe_threshold"],
        )  # fmt: skip
        obj.pk, obj.uuid = draft.rubric.pk, draft.rubric.uuid

    @admin.display(description="Live version", ordering="live__number")
    def live_version(self, rubric: Rubric) -> int | None:
        return rubric.live.number if rubric.live else None

    @admin.display(description="Of the house", boolean=True)
    def of_house(self, rubric: Rubric) -> bool:
        return rubric.organization.is_house

    @admin.display(description="Follows a question", boolean=True)
    def follows_question(self, rubric: Rubric) -> bool:
        return rubric.question_id is not None

    @admin.action(description="Draft a new version")
    def draft_version(self, request: HttpRequest, chosen: QuerySet[Rubric]) -> HttpResponse | None:
        draft = self.act(request, chosen, lambda row, **who: rubrics.draft_version(rubric=row, **who), "drafted.")
        page = draft and reverse("admin:questionbank_rubricversion_change", args=[draft.pk])
        return HttpResponseRedirect(page) if page else None

    @admin.action(description="Clone to my organization")
    def clone_live(self, request: HttpRequest, chosen: QuerySet[Rubric]) -> None:
        rows = RubricVersion.objects.select_related("rubric", "organization").filter(rubric__live=F("pk"))
        self.act(request, rows.filter(rubric__in=chosen.values("pk")), partial(self.clone_of, request),
                 "cloned; its first version is a draft.", on_own=False)  # fmt: skip

    @admin.action(description="Make default for technical questions")
    def default_technical(self, request: HttpRequest, chosen: QuerySet[Rubric]) -> None:
        self._make_default(request, chosen, Category.TECHNICAL)

    @admin.action(description="Make default for behavioral questions")
    def default_behavioral(self, request: HttpRequest, chosen: QuerySet[Rubric]) -> None:
        self._make_default(request, chosen, Category.BEHAVIORAL)

    @admin.action(description="Make default for HR questions")
    def default_hr(self, request: HttpRequest, chosen: QuerySet[Rubric]) -> None:
        self._make_default(request, chosen, Category.HR)

    @admin.action(description="Make it no default any more")
    def no_default(self, request: HttpRequest, chosen: QuerySet[Rubric]) -> None:
        self._make_default(request, chosen, None)

    def _make_default(self, request: HttpRequest, chosen: QuerySet[Rubric], category: str | None) -> None:
        self.act(request, chosen, lambda row, **who: rubrics.make_default(rubric=row, category=category, **who),
                 f"default for {category}." if category else "no default any more.")  # fmt: skip
