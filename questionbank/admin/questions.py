"""Questions and banks in the back office."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from unfold.widgets import UnfoldAdminSelectWidget

from accounts.models import User
from accounts.services import versions
from interview_coach.core.admin import TenantAdmin, TenantForm, is_staff, organization_of
from interview_coach.core.versioned_admin import VersionedAdmin
from questionbank.admin.soundness import checked
from questionbank.models import CompanyQuestionBank, Question, QuestionStatistics, QuestionTag
from questionbank.rules import known_fields, sound_question_criteria
from questionbank.services import kinds
from questionbank.services.wording import revise_question

SUPERSEDED = (
    "It has been asked with the former words, so these stay and are switched off. "
    'The new ones are <a class="text-link" href="{}">version {}</a>.'
)


def words(value: Any, longest: int) -> list[str]:
    """Return the distinct texts of a list; raise `ValidationError` for anything else."""
    if not isinstance(value or [], list):
        raise ValidationError('A list of texts: ["caching", "consistency"].')
    for word in value or []:
        if not isinstance(word, str) or not 0 < len(word.strip()) <= longest:
            raise ValidationError(f"{word!r} is not a text of 1 to {longest} characters.")
    return list(dict.fromkeys(word.strip() for word in value or []))


def entries(value: Any, needed: set[str], optional: set[str]) -> list[dict[str, Any]]:
    """Return a list of objects with just these keys; raise `ValidationError` for anything else."""
    names = ", ".join(sorted(needed | optional))
    if not isinstance(value or [], list):
        raise ValidationError(f"A list of objects with {names}.")
    for entry in value or []:
        if not isinstance(entry, dict) or not needed <= entry.keys() <= needed | optional:
            raise ValidationError(f"Each entry is an object with {names}.")
    return value or []


def text_of(entry: dict[str, Any], name: str) -> None:
    """Raise `ValidationError` unless `entry` says something under `name`."""
    if not isinstance(entry[name], str) or not entry[name].strip():
        raise ValidationError(f"Each entry needs a text under {name!r}.")


class QuestionForm(TenantForm):
    field = forms.ChoiceField(widget=UnfoldAdminSelectWidget)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if (field := self.fields.get("field")) is not None:
            extra = self.organization.extra_fields if self.organization else {}
            field.choices = list(known_fields(extra).items())  # type: ignore[attr-defined]

    def clean_tags(self) -> list[str]:
        return words(self.cleaned_data["tags"], 50)

    def clean_keywords(self) -> list[str]:
        return words(self.cleaned_data["keywords"], 100)

    def clean_evaluation_criteria(self) -> list[dict[str, Any]]:
        criteria: list[dict[str, Any]] = self.cleaned_data["evaluation_criteria"] or []
        if criteria:
            checked(sound_question_criteria, criteria)
        return criteria

    def clean_follow_up_questions(self) -> list[dict[str, Any]]:
        follow_ups = entries(self.cleaned_data["follow_up_questions"], {"text"}, {"probes"})
        for entry in follow_ups:
            text_of(entry, "text")
            words(entry.get("probes"), 100)
        return follow_ups

    def clean_translations(self) -> dict[str, dict[str, str]]:
        given = self.cleaned_data["translations"] or {}
        others = [code for code, _ in settings.LANGUAGES]
        if not isinstance(given, dict) or not set(given) <= set(others):
            raise ValidationError(f"An object whose names are languages: {', '.join(others)}.")
        for entry in entries(list(given.values()), {"text"}, {"hint"}):
            text_of(entry, "text")
            if not isinstance(entry.get("hint", ""), str):
                raise ValidationError("A hint is a text.")
        return given


class BankForm(TenantForm):
    def clean_hiring_process_info(self) -> dict[str, Any]:
        given = self.cleaned_data["hiring_process_info"] or {}
        if not isinstance(given, dict):
            raise ValidationError('An object: {"stages": […]}.')
        return given


@admin.register(CompanyQuestionBank)
class CompanyQuestionBankAdmin(VersionedAdmin):
    kind, service = kinds.BANKS, versions
    icon = "domain"
    read_only = False
    form = BankForm
    list_display = ("company_name", "industry", "total_questions", "verified_questions", "average_difficulty",
                    "is_active")  # fmt: skip
    list_filter = ("is_active",)
    search_fields = ("company_name", "industry")
    ordering = ("company_name",)
    readonly_fields = ("total_questions", "verified_questions", "average_difficulty", "created_at", "updated_at")
    fields = ("company_name", "company_logo", "industry", "company_size", "description", "hiring_process_info",
              "is_active", *readonly_fields)  # fmt: skip


@admin.register(Question)
class QuestionAdmin(VersionedAdmin):
    kind, service = kinds.QUESTIONS, versions
    icon = "quiz"
    read_only = False
    form = QuestionForm
    list_display = ("short_text", "field", "level", "difficulty", "bank", "quality_score", "usage_count", "is_active")
    list_filter = ("field", "level", "difficulty", "is_active", "is_verified")
    list_select_related = ("bank",)
    search_fields = ("text", "category", "subcategory", "company")
    readonly_fields = ("usage_count", "avg_score", "avg_completion_time", "difficulty_rating", "quality_score",
                       "version", "parent_question", "created_at", "updated_at")  # fmt: skip
    fieldsets = (
        (None, {"fields": ("text", "field", "level", "difficulty", "category", "subcategory", "bank", "company",
                           "position_type", "tags", "is_active", "is_verified")}),
        ("Guidance", {"fields": ("hint", "sample_answer", "keywords", "evaluation_criteria", "follow_up_questions",
                                 "ideal_answer_length", "time_limit_seconds", "translations")}),
        ("Figures", {"fields": readonly_fields}),
    )  # fmt: skip

    @admin.display(description="Question", ordering="text")
    def short_text(self, question: Question) -> str:
        return str(question)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "bank":
            kwargs["queryset"] = self._banks(request)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def _banks(self, request: HttpRequest) -> QuerySet[CompanyQuestionBank]:
        """A question belongs to a bank of its own organization."""
        banks: QuerySet[CompanyQuestionBank] = CompanyQuestionBank.objects.order_by("company_name")
        return banks if is_staff(request) else banks.filter(organization=organization_of(request))

    def save_model(self, request: HttpRequest, obj: Question, form: Any, change: bool) -> None:
        """Reworded after it was asked, a question goes on as its next version; its answers keep the former words."""
        saved = revise_question(question=obj, now=timezone.now(), by=cast(User, request.user).pk)
        if saved.pk != obj.pk:
            page = reverse("admin:questionbank_question_change", args=[saved.pk])
            messages.info(request, format_html(SUPERSEDED, page, saved.version))


@admin.register(QuestionTag)
class QuestionTagAdmin(TenantAdmin):
    icon = "label"
    list_display = ("tag", "question")
    list_select_related = ("question",)
    search_fields = ("tag",)
    fields = ("tag", "question")


@admin.register(QuestionStatistics)
class QuestionStatisticsAdmin(TenantAdmin):
    icon = "monitoring"
    list_display = ("question", "asked", "scored", "mean")
    list_select_related = ("question",)
    search_fields = ("question__text",)
    fields = ("question", "asked", "scored", "mean", "score_total", "score_squares", "seconds_total")

    @admin.display(description="Mean score")
    def mean(self, row: QuestionStatistics) -> float | None:
        return round(row.score_total / row.scored, 2) if row.scored else None
