"""Feedback in the back office: laid out to be read, the quotes marked."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from interviews.admin import findings
from interviews.admin.blind import without_what_is_hidden
from interviews.admin.findings import column
from interviews.admin.work import WorkAdmin
from interviews.models import Feedback


@admin.register(Feedback)
class FeedbackAdmin(WorkAdmin):
    icon = "rate_review"
    list_display = ("user", "answer_id", "number", "score", "evaluator", "generated_at", "user_rating")
    list_filter = ("evaluator", "was_helpful")
    date_hierarchy = "generated_at"
    ordering = ("-generated_at",)
    fieldsets = (
        (None, {"fields": ("user", "answer", "number", "score", "detailed_feedback", "generated_at")}),
        ("Strengths and what to improve", {"fields": ("well_done", "to_improve", "next_steps", "reading", "practice")}),
        ("Scores", {"fields": ("by_criterion", "raised", "content_score", "structure_score", "communication_score",
                               "technical_accuracy_score", "ai_confidence_score", "by_evaluator", "disagreement")}),
        ("How it was said", {"fields": ("observed",)}),
        ("Rests on", {"fields": ("evaluator", "evaluator_version", "rubric_version", "prompt_version", "ai_model",
                                 "ai_model_version", "ai_temperature", "ai_tokens_used", "ai_processing_time",
                                 "fallback_reason", "arm")}),
        ("Said of it", {"fields": ("user_rating", "helpfulness_score", "was_helpful", "other_arm")}),
    )  # fmt: skip
    well_done = column("strengths", "Strengths", findings.points)
    to_improve = column("improvements", "To improve", findings.points)
    next_steps = column("action_items", "Next steps", findings.sentences)
    reading = column("learning_resources", "To read", findings.resources)
    practice = column("practice_suggestions", "To practise", findings.sentences)
    by_criterion = column("criteria", "Criteria", findings.criteria)
    raised = column("flags", "Flags", findings.flags)
    by_evaluator = column("components", "Each evaluator's score", findings.components)
    observed = column("observations", "Observations", findings.observations)
    other_arm = column("alternative_feedbacks", "The other arm's feedback", findings.alternatives)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Feedback]:
        return without_what_is_hidden(request, super().get_queryset(request))
