"""What practice earned, in the back office."""

from django.contrib import admin

from gamification.models import Leaderboard, UserAchievement
from interview_coach.core.admin import TenantAdmin


@admin.register(UserAchievement)
class UserAchievementAdmin(TenantAdmin):
    icon = "emoji_events"
    list_display = ("user", "achievement_name", "points_awarded", "earned_at")
    list_filter = ("achievement_type",)
    list_select_related = ("user",)
    search_fields = ("user__email",)
    ordering = ("-earned_at",)
    fields = ("user", "achievement_type", "achievement_name", "achievement_description", "achievement_icon",
              "points_awarded", "earned_at", "metadata")  # fmt: skip


@admin.register(Leaderboard)
class LeaderboardAdmin(TenantAdmin):
    icon = "leaderboard"
    list_display = ("user", "category", "period_start", "rank", "score", "total_interviews")
    list_filter = ("category",)
    list_select_related = ("user",)
    search_fields = ("user__email",)
    ordering = ("category", "-period_start", "rank")
    fields = ("user", "category", "period_start", "period_end", "rank", "score", "total_interviews", "average_score",
              "highest_score", "total_practice_time", "calculated_at")  # fmt: skip
