"""Answers in the back office, with their evaluations below."""

from typing import Any, cast

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from accounts.models import User
from interview_coach.core.admin import ReadOnlyInline
from interviews.admin import findings
from interviews.admin.blind import HIDDEN, ScoreAfterVerdict, with_what_is_hidden, without_what_is_hidden
from interviews.admin.reevaluation import re_evaluate
from interviews.admin.work import WorkAdmin, link_to
from interviews.models import Answer, Feedback
from interviews.services.answers import requeue_answers


class FeedbackInline(ReadOnlyInline):
    model = Feedback
    fields = ("number", "score", "evaluator", "evaluator_version", "generated_at", "user_rating", "page")
    ordering = ("number",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Feedback]:
        return without_what_is_hidden(request, super().get_queryset(request))


@admin.register(Answer)
class AnswerAdmin(ScoreAfterVerdict, WorkAdmin):
    icon = "chat"
    list_display = ("user", "question", "evaluation_status", "shown_score", "word_count", "submitted_at")
    list_filter = ("evaluation_status", "hint_used")
    list_select_related = ("user", "question")
    date_hierarchy = "submitted_at"
    ordering = ("-submitted_at",)
    inlines = (FeedbackInline,)
    actions = ("evaluate_again", re_evaluate)
    fieldsets = (
        (None, {"fields": ("user", "interview", "question", "text", "transcript", "recording", "submitted_at")}),
        ("Scores", {"fields": ("score", "ai_score", "human_score", "clarity_score", "relevance_score", "depth_score",
                               "structure_score", "communication_score", "technical_accuracy_score", "confidence_level",
                               "sentiment_score", "phrases", "ai_confidence")}),
        ("Evaluation", {"fields": ("evaluation_status", "evaluation_number", "evaluation_attempts",
                                   "evaluation_due_at", "evaluation_lease_expires_at", "evaluation_error",
                                   "ai_model_used", "ai_processing_time")}),
        ("Course", {"fields": ("slot", "time_spent_seconds", "word_count", "character_count", "hint_used",
                               "edited_count", "delivery_metrics")}),
        ("Before it was revised", {"fields": ("revision_history",)}),
    )  # fmt: skip
    # What tells the AI's score, or that of former words.
    telling = ("Scores", "Before it was revised")
    phrases = findings.column("key_phrases", "Key phrases", findings.words)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Answer]:
        return with_what_is_hidden(request, super().get_queryset(request))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        shown = super().get_fieldsets(request, obj)
        if obj is None or not obj.awaits_verdict:
            return shown
        return [("Scores", {"fields": ("hidden",)}), *(group for group in shown if group[0] not in self.telling)]

    @admin.display(description="Scores and feedback")
    def hidden(self, answer: Answer) -> str:
        return HIDDEN

    @admin.display(description="Recording")
    def recording(self, answer: Answer) -> SafeString:
        return link_to(answer.audio_url or answer.video_url)

    @admin.action(description="Evaluate again", permissions=["view"])
    def evaluate_again(self, request: HttpRequest, queryset: QuerySet[Answer]) -> None:
        asked = queryset.count()
        queued = requeue_answers(answers=queryset, user_id=cast(User, request.user).pk, now=timezone.now())
        messages.success(request, f"{queued} of {asked} answers will be evaluated again; any others wait already.")
