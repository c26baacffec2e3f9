"""Versions of rubrics in the back office: a draft is changed and published, then only looked at."""

from functools import partial
from typing import Any, cast

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from accounts.models import User
from questionbank.admin.levels import levels_table
from questionbank.admin.rubric_pages import CriteriaForm, RubricPages, shown_to
from questionbank.models import RubricVersion
from questionbank.services import rubrics


@admin.register(RubricVersion)
class RubricVersionAdmin(RubricPages):
    icon = "checklist"
    form = CriteriaForm
    list_display = ("rubric", "number", "status", "author", "created_at", "published_at")
    list_select_related = ("rubric", "author")
    search_fields = ("rubric__name", "note")
    readonly_fields = ("rubric", "number", "status", "levels", "author", "created_at", "published_at")
    fields = ("rubric", "number", "status", "levels", "criteria", "probe_threshold", "note", "author", "created_at",
              "published_at")  # fmt: skip
    actions = ("publish", "clone")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # a draft begins at its rubric, as the newest version is

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        fixed = obj is not None and (obj.published_at is not None or obj.rubric.question_id is not None)
        return not fixed and super().has_change_permission(request, obj)

    def get_queryset(self, request: HttpRequest) -> QuerySet[RubricVersion]:
        return shown_to(request, super().get_queryset(request), published_at__isnull=False)

    def save_model(self, request: HttpRequest, obj: RubricVersion, form: Any, change: bool) -> None:
        changes = {name: form.cleaned_data[name] for name in form.changed_data}
        rubrics.change_draft(version=obj, by=cast(User, request.user).pk, now=timezone.now(), **changes)

    @admin.display(description="Status")
    def status(self, version: RubricVersion) -> str:
        if version.published_at is None:
            return "Draft"
        return "Live" if version.rubric.live_id == version.pk else "Retired"

    @admin.display(description="Criteria and levels")
    def levels(self, version: RubricVersion) -> SafeString:
        return levels_table(version.criteria)

    @admin.action(description="Publish")
    def publish(self, request: HttpRequest, chosen: QuerySet[RubricVersion]) -> None:
        self.act(request, chosen.select_related("rubric"), lambda row, **who: rubrics.publish(version=row, **who),
                 "published; new answers are judged by it.")  # fmt: skip

    @admin.action(description="Clone to my organization")
    def clone(self, request: HttpRequest, chosen: QuerySet[RubricVersion]) -> None:
        self.act(request, chosen.select_related("rubric", "organization"), partial(self.clone_of, request),
                 "cloned; its first version is a draft.", on_own=False)  # fmt: skip
