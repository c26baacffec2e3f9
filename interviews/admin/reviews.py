"""The review queue in the back office: who waits for a person's look, and the page on which it is given."""

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.decorators import action, display
from unfold.enums import ActionVariant

from interview_coach.core.admin import ReadOnlyInline, TenantAdmin, organization_of
from interviews.admin import findings
from interviews.admin.blind import HIDDEN, with_own_part
from interviews.admin.judging import judge_page
from interviews.admin.work import WorkAdmin
from interviews.models import Review, ReviewStatus, Verdict

BADGES = {
    ReviewStatus.OPEN: "info",
    ReviewStatus.SECOND: "info",
    ReviewStatus.DISPUTED: "danger",
    ReviewStatus.SETTLED: "success",
    ReviewStatus.WITHDRAWN: "warning",
}


def uninfluenced(rows: QuerySet[Verdict], user_id: int) -> QuerySet[Verdict]:
    """Leave out the verdicts of others while a second reviewer may still be led by them."""
    return rows.exclude(~Q(reviewer=user_id), review__status=ReviewStatus.SECOND)


class VerdictInline(ReadOnlyInline):
    model = Verdict
    fields = ("reviewer", "score", "comment", "settles", "at", "page")
    ordering = ("at",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Verdict]:
        rows: QuerySet[Verdict] = super().get_queryset(request)
        return uninfluenced(rows.select_related("reviewer"), request.user.pk or 0)


@admin.register(Review)
class ReviewAdmin(WorkAdmin):
    icon = "fact_check"
    list_display = ("opened_at", "user", "why", "badge", "reviewers_needed", "score", "settled_at")
    list_filter = ("status", "reviewers_needed")
    list_select_related = ("user",)
    date_hierarchy = "opened_at"
    ordering = ("opened_at",)
    inlines = (VerdictInline,)
    actions_detail = ("judge",)
    fieldsets = (
        (None, {"fields": ("user", "status", "why", "appeal", "answer", "rubric", "opened_at")}),
        ("Outcome", {"fields": ("reviewers_needed", "score", "settled_at", "evaluation")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Review]:
        return with_own_part(request, super().get_queryset(request))

    @admin.display(description="Why")
    def why(self, review: Review) -> str:
        return ", ".join(reason.replace("_", " ").replace("flag:", "") for reason in review.reasons)

    @display(description="Status", ordering="status", label=BADGES)  # type: ignore[untyped-decorator]
    def badge(self, review: Review) -> tuple[str, str]:
        return review.status, str(review.get_status_display())

    @admin.display(description="The AI's feedback")
    def evaluation(self, review: Review) -> SafeString | str:
        if getattr(review, "awaits_verdict", False):
            return HIDDEN
        address = reverse("admin:interviews_feedback_change", args=[review.feedback_id])
        return format_html('<a class="text-link" href="{}">Open</a>', address)

    def has_judge_permission(self, request: HttpRequest, object_id: Any = None) -> bool:
        """Owners and admins of the organization; platform staff look, they do not judge."""
        return organization_of(request) is not None

    @action(  # type: ignore[untyped-decorator]
        description="Review this answer", url_path="judge", icon="rate_review", permissions=["judge"],
        variant=ActionVariant.PRIMARY,
    )  # fmt: skip
    def judge(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return judge_page(self, request, object_id)


@admin.register(Verdict)
class VerdictAdmin(TenantAdmin):
    icon = "gavel"
    reads_on_record = True
    list_display = ("at", "reviewer", "review", "score", "settles")
    list_filter = ("settles",)
    list_select_related = ("reviewer", "review")
    search_fields = ("reviewer__email",)
    ordering = ("-at",)
    fields = ("review", "reviewer", "score", "by_criterion", "comment", "settles", "at")
    by_criterion = findings.column("criteria", "Criteria", findings.marks)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Verdict]:
        rows: QuerySet[Verdict] = super().get_queryset(request)
        return uninfluenced(rows, request.user.pk or 0)
