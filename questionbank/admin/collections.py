"""Collections in the back office, with their questions in order and the teams they are shared with."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.selectors.back_office import acting
from interview_coach.core.admin import KeptPartInline, NewPartInline, TenantAdmin, role_of
from questionbank.models import CollectedQuestion, CollectionShare, QuestionCollection
from questionbank.services.collections import change_collection, make_collection


class QuestionInline(KeptPartInline):
    model = CollectedQuestion
    verbose_name_plural = "Questions"
    fields = ("position", "asked")
    readonly_fields = ("asked",)
    ordering = ("position",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[CollectedQuestion]:
        rows: QuerySet[CollectedQuestion] = super().get_queryset(request)
        return rows.select_related("question")

    @admin.display(description="Question")
    def asked(self, entry: CollectedQuestion) -> str:
        return str(entry.question)


class NewQuestionInline(NewPartInline):
    model = CollectedQuestion
    verbose_name_plural = "Add questions"
    fields = ("position", "question")
    autocomplete_fields = ("question",)


class ShareInline(KeptPartInline):
    model = CollectionShare
    verbose_name_plural = "Shared with teams"
    fields = ("whom",)
    readonly_fields = ("whom",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[CollectionShare]:
        rows: QuerySet[CollectionShare] = super().get_queryset(request)
        return rows.select_related("team")

    @admin.display(description="Team")
    def whom(self, share: CollectionShare) -> str:
        return str(share.team)


class NewShareInline(NewPartInline):
    model = CollectionShare
    verbose_name_plural = "Share with"
    fields = ("team",)
    autocomplete_fields = ("team",)


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
    inlines = (QuestionInline, NewQuestionInline, ShareInline, NewShareInline)

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

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The service takes whole lists: what stays and what is new is put in order together."""
        for formset in formsets:
            formset.save(commit=False)
        lists: dict[str, Any] = {}
        if (entries := _parts(CollectedQuestion, "question", formsets)) is not None:
            ordered = sorted(entries, key=lambda entry: entry.position)
            lists["questions"] = [entry.question.uuid for entry in ordered]
        if (shares := _parts(CollectionShare, "team", formsets)) is not None:
            lists["teams"] = [share.team.uuid for share in shares]
        if lists:
            actor = acting(request.user, form.instance.organization, role_of(request))
            change_collection(actor=actor, collection_uuid=form.instance.uuid, now=timezone.now(), **lists)


def _parts(model: type[Any], about: str, formsets: Any) -> list[Any] | None:
    """Return a collection's parts of one kind as the forms would have them; None where no form changes any."""
    own = [formset for formset in formsets if formset.model is model]
    fresh = [part for formset in own for part in formset.new_objects]
    changed = {part.pk: part for formset in own for part, _ in formset.changed_objects}
    gone = {part.pk for formset in own for part in formset.deleted_objects}
    if not (fresh or changed or gone):
        return None
    held = model.objects.filter(collection=own[0].instance).select_related(about).order_by("pk")
    return [*(changed.get(part.pk, part) for part in held if part.pk not in gone), *fresh]


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
