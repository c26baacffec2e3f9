"""Collections in the back office, with their questions in order and the teams they are shared with."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from unfold.admin import TabularInline

from accounts.selectors.back_office import acting
from interview_coach.core.admin import TenantAdmin, is_staff, organization_of, role_of
from questionbank.models import CollectedQuestion, CollectionShare, QuestionCollection
from questionbank.services.collections import change_collection, make_collection


class PartInline(TabularInline):
    """Parts of a collection: the service that stores them takes the whole list."""

    extra = 0
    hide_title = True

    def _enters(self, request: HttpRequest) -> bool:
        return is_staff(request) or organization_of(request) is not None

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._enters(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._enters(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._enters(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._enters(request)


class QuestionInline(PartInline):
    model = CollectedQuestion
    fields = ("position", "question")
    autocomplete_fields = ("question",)
    verbose_name_plural = "Questions"
    ordering = ("position",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[CollectedQuestion]:
        rows: QuerySet[CollectedQuestion] = super().get_queryset(request)
        return rows.select_related("question")


class ShareInline(PartInline):
    model = CollectionShare
    fields = ("team",)
    autocomplete_fields = ("team",)
    verbose_name_plural = "Shared with teams"

    def get_queryset(self, request: HttpRequest) -> QuerySet[CollectionShare]:
        rows: QuerySet[CollectionShare] = super().get_queryset(request)
        return rows.select_related("team")


@admin.register(QuestionCollection)
class QuestionCollectionAdmin(TenantAdmin):
    icon = "collections_bookmark"
    read_only = False
    service_records = True
    list_display = ("name", "shared_with_all", "is_active", "created_by", "updated_at")
    list_filter = ("shared_with_all", "is_active")
    list_select_related = ("created_by",)
    search_fields = ("name",)
    add_fieldsets = ((None, {"fields": ("name", "description", "shared_with_all")}),)
    fieldsets = ((None, {"fields": ("name", "description", "shared_with_all", "is_active", "created_by", "created_at",
                                    "updated_at")}),)  # fmt: skip
    readonly_fields = ("created_by", "created_at", "updated_at")
    inlines = (QuestionInline, ShareInline)

    def get_inlines(self, request: HttpRequest, obj: Any) -> tuple[Any, ...]:
        return self.inlines if obj is not None else ()  # first the collection, then what is in it

    def save_model(self, request: HttpRequest, obj: QuestionCollection, form: Any, change: bool) -> None:
        actor, now = acting(request.user, obj.organization, role_of(request)), timezone.now()
        if not change:
            made = make_collection(actor=actor, name=obj.name, description=obj.description, questions=(),
                                   shared_with_all=obj.shared_with_all, now=now)  # fmt: skip
            obj.__dict__.update(made.__dict__)
        elif form.changed_data:
            changes = {name: form.cleaned_data[name] for name in form.changed_data}
            change_collection(actor=actor, collection_uuid=obj.uuid, now=now, **changes)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        if not formset.has_changed():
            return
        collection = formset.instance
        actor = acting(request.user, collection.organization, role_of(request))
        kept = [row for row in formset.cleaned_data if row and not row.get("DELETE")]
        if formset.model is CollectedQuestion:
            ordered = sorted(kept, key=lambda row: row["position"])
            parts = {"questions": [row["question"].uuid for row in ordered]}
        else:
            parts = {"teams": [row["team"].uuid for row in kept]}
        change_collection(actor=actor, collection_uuid=collection.uuid, now=timezone.now(), **parts)
        formset.new_objects, formset.changed_objects, formset.deleted_objects = [], [], []


@admin.register(CollectedQuestion)
class CollectedQuestionAdmin(TenantAdmin):
    icon = "format_list_numbered"
    list_display = ("collection", "position", "question")
    list_select_related = ("collection", "question")
    search_fields = ("collection__name",)
    fields = ("collection", "position", "question")


@admin.register(CollectionShare)
class CollectionShareAdmin(TenantAdmin):
    icon = "share"
    list_display = ("collection", "team")
    list_select_related = ("collection", "team")
    search_fields = ("collection__name", "team__name")
    fields = ("collection", "team")
