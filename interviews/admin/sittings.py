"""Interviews, what was asked and what happened in them, in the back office."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from interview_coach.core.admin import ReadOnlyInline
from interview_coach.core.versioned_admin import VersionedAdmin
from interviews.admin import findings
from interviews.admin.blind import ScoreAfterVerdict, with_what_is_hidden
from interviews.admin.work import WorkAdmin, link_to
from interviews.models import Answer, Interview, InterviewEvent, InterviewQuestion, Media


class AnswerInline(ScoreAfterVerdict, ReadOnlyInline):
    model = Answer
    fields = ("question", "evaluation_status", "shown_score", "word_count", "submitted_at", "page")
    readonly_fields = ("shown_score", "page")
    ordering = ("submitted_at",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Answer]:
        rows: QuerySet[Answer] = super().get_queryset(request)
        return with_what_is_hidden(request, rows.select_related("question", "user"))


@admin.register(Interview)
class InterviewAdmin(VersionedAdmin, WorkAdmin):
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
                                  "difficulty_preference", "bank", "tagged", "questions_total", "asks_follow_ups",
                                  "relaxed")}),
        ("Scores", {"fields": ("technical_score", "communication_score", "confidence_score")}),
        ("Course", {"fields": ("questions_answered", "average_answer_time", "total_hints_used", "pause_count",
                               "duration_seconds", "active_time_seconds", "paused_at", "resumed_at",
                               "last_activity_at", "last_seq", "recording", "notes")}),
        ("Device", {"fields": ("device_type", "browser", "ip_address")}),
    )  # fmt: skip

    tagged = findings.column("tags", "Tags", findings.words)
    relaxed = findings.column("widened", "Filters relaxed", findings.words)

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
