"""What people practised, in the back office: looked at, on the record where platform staff look, never changed."""

from typing import cast

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.models import User
from interview_coach.core.admin import ReadOnlyInline, TenantAdmin
from interviews.admin.reevaluation import re_evaluate
from interviews.models import Answer, Feedback, Interview, InterviewEvent, InterviewQuestion, Media
from interviews.services.answers import requeue_answers
from interviews.services.media import signed_link


class WorkAdmin(TenantAdmin):
    """Somebody's work. Lists search by whose it is, not by what was said: only reading it on its page is on record."""

    reads_on_record = True
    list_select_related: tuple[str, ...] = ("user",)
    search_fields = ("user__email", "user__first_name", "user__last_name")


class AnswerInline(ReadOnlyInline):
    model = Answer
    fields = ("question", "evaluation_status", "score", "word_count", "submitted_at", "page")
    ordering = ("submitted_at",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Answer]:
        rows: QuerySet[Answer] = super().get_queryset(request)
        return rows.select_related("question", "user")


class FeedbackInline(ReadOnlyInline):
    model = Feedback
    fields = ("number", "score", "evaluator", "evaluator_version", "generated_at", "user_rating", "page")
    ordering = ("number",)


@admin.register(Interview)
class InterviewAdmin(WorkAdmin):
    icon = "forum"
    list_display = ("user", "field", "level", "interview_type", "status", "overall_score", "questions_answered",
                    "started_at")  # fmt: skip
    list_filter = ("status", "interview_type", "level", "mode", "quality_rating")
    date_hierarchy = "started_at"
    ordering = ("-started_at",)
    inlines = (AnswerInline,)
    fieldsets = (
        (None, {"fields": ("user", "status", "overall_score", "quality_rating", "started_at", "completed_at")}),
        ("Asked for", {"fields": ("field", "level", "interview_type", "company", "position", "mode",
                                  "difficulty_preference", "bank", "tags", "questions_total", "asks_follow_ups",
                                  "widened")}),
        ("Scores", {"fields": ("technical_score", "communication_score", "confidence_score")}),
        ("Course", {"fields": ("questions_answered", "average_answer_time", "total_hints_used", "pause_count",
                               "duration_seconds", "active_time_seconds", "paused_at", "resumed_at",
                               "last_activity_at", "last_seq", "recording", "notes")}),
        ("Device", {"fields": ("device_type", "browser", "ip_address")}),
    )  # fmt: skip

    @admin.display(description="Recording")
    def recording(self, interview: Interview) -> SafeString:
        return link_to(interview.session_recording_url)


@admin.register(InterviewQuestion)
class InterviewQuestionAdmin(WorkAdmin):
    icon = "format_list_numbered"
    list_display = ("user", "position", "kind", "question", "handed_out_at", "skipped_at")
    list_filter = ("kind",)
    list_select_related = ("user", "question")
    fields = ("user", "interview", "position", "kind", "question", "question_version", "parent", "text", "probes",
              "reason", "handed_out_at", "hinted_at", "skipped_at", "draft")  # fmt: skip


@admin.register(Answer)
class AnswerAdmin(WorkAdmin):
    icon = "chat"
    list_display = ("user", "question", "evaluation_status", "score", "word_count", "submitted_at")
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
                               "sentiment_score", "key_phrases")}),
        ("Evaluation", {"fields": ("evaluation_status", "evaluation_number", "evaluation_attempts",
                                   "evaluation_due_at", "evaluation_lease_expires_at", "evaluation_error",
                                   "ai_model_used", "ai_processing_time", "ai_confidence")}),
        ("Course", {"fields": ("slot", "time_spent_seconds", "word_count", "character_count", "hint_used",
                               "edited_count", "revision_history", "delivery_metrics")}),
    )  # fmt: skip

    @admin.display(description="Recording")
    def recording(self, answer: Answer) -> SafeString:
        return link_to(answer.audio_url or answer.video_url)

    @admin.action(description="Evaluate again", permissions=["view"])
    def evaluate_again(self, request: HttpRequest, queryset: QuerySet[Answer]) -> None:
        asked = queryset.count()
        queued = requeue_answers(answers=queryset, user_id=cast(User, request.user).pk, now=timezone.now())
        messages.success(request, f"{queued} of {asked} answers will be evaluated again; any others wait already.")


@admin.register(Feedback)
class FeedbackAdmin(WorkAdmin):
    icon = "rate_review"
    list_display = ("user", "answer_id", "number", "score", "evaluator", "generated_at", "user_rating")
    list_filter = ("evaluator", "was_helpful")
    date_hierarchy = "generated_at"
    ordering = ("-generated_at",)
    fieldsets = (
        (None, {"fields": ("user", "answer", "number", "score", "detailed_feedback", "strengths", "improvements",
                           "action_items", "learning_resources", "practice_suggestions", "generated_at")}),
        ("Scores", {"fields": ("content_score", "structure_score", "communication_score", "technical_accuracy_score",
                               "criteria", "flags", "observations", "ai_confidence_score", "components",
                               "disagreement")}),
        ("Rests on", {"fields": ("evaluator", "evaluator_version", "rubric_version", "prompt_version", "ai_model",
                                 "ai_model_version", "ai_temperature", "ai_tokens_used", "ai_processing_time",
                                 "fallback_reason", "arm")}),
        ("Said of it", {"fields": ("user_rating", "helpfulness_score", "was_helpful", "alternative_feedbacks")}),
    )  # fmt: skip


@admin.register(InterviewEvent)
class InterviewEventAdmin(WorkAdmin):
    icon = "bolt"
    list_display = ("at", "user", "interview_id", "seq", "type")
    list_filter = ("type",)
    date_hierarchy = "at"
    ordering = ("-at", "-seq")
    fields = ("user", "interview", "seq", "type", "at", "data")


@admin.register(Media)
class MediaAdmin(WorkAdmin):
    icon = "mic"
    list_display = ("user", "kind", "content_type", "size", "created_at")
    list_filter = ("kind",)
    fields = ("user", "interview", "kind", "content_type", "size", "sha256", "created_at", "recording")

    @admin.display(description="Recording")
    def recording(self, media: Media) -> SafeString:
        return link_to(media.key)


def link_to(key: str) -> SafeString:
    """Return a link to a recording that expires, or a dash."""
    return format_html('<a class="text-link" href="{}">Open</a>', signed_link(key)) if key else SafeString("-")
