"""What practice earns."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from interview_coach.core.models import at_least_zero, one_of, range_check
from interviews.models import PersonalModel


class AchievementType(models.TextChoices):
    FIRST_INTERVIEW = "first_interview", _("First interview")
    STREAK_7 = "streak_7", _("A week in a row")
    STREAK_30 = "streak_30", _("Thirty days in a row")
    PERFECT_SCORE = "perfect_score", _("Perfect score")
    SPEED_DEMON = "speed_demon", _("Speed demon")
    THOUGHTFUL_RESPONDER = "thoughtful_responder", _("Thoughtful responder")
    CONSISTENT_PERFORMER = "consistent_performer", _("Consistent performer")


class Category(models.TextChoices):
    GLOBAL = "global", _("Global")
    TECHNICAL = "technical", _("Technical")
    BEHAVIORAL = "behavioral", _("Behavioral")
    WEEKLY = "weekly", _("Weekly")
    MONTHLY = "monthly", _("Monthly")


class UserAchievement(PersonalModel):
    """Something a person earned, once in an organization."""

    achievement_type = models.CharField(max_length=50, choices=AchievementType)
    achievement_name = models.CharField(max_length=100)
    achievement_description = models.TextField(blank=True)
    achievement_icon = models.CharField(max_length=256, blank=True)
    points_awarded = models.IntegerField(default=0)
    earned_at = models.DateTimeField()
    metadata = models.JSONField(default=dict, blank=True)

    class Meta(PersonalModel.Meta):
        db_table = "user_achievements"
        indexes = [models.Index(fields=["organization", "earned_at"], name="idx_achievement_earned")]
        constraints = [
            UniqueConstraint(fields=["organization", "user", "achievement_type"], name="user_achievements_once"),
            one_of("user_achievements", "achievement_type", AchievementType),
            *at_least_zero("user_achievements", "points_awarded"),
        ]

    def __str__(self) -> str:
        return self.achievement_name


class Leaderboard(PersonalModel):
    """A person's standing on one board in one period of one organization."""

    category = models.CharField(max_length=50, choices=Category)
    score = models.FloatField()
    rank = models.IntegerField(null=True, blank=True)
    # Boards without a period have the widest one: a null here would let a person stand on the board twice.
    period_start = models.DateTimeField()
    period_end = models.DateTimeField()
    total_interviews = models.IntegerField(default=0)
    average_score = models.FloatField(null=True, blank=True)
    highest_score = models.FloatField(null=True, blank=True)
    total_practice_time = models.IntegerField(default=0, help_text="Seconds.")
    calculated_at = models.DateTimeField()

    class Meta(PersonalModel.Meta):
        db_table = "leaderboards"
        indexes = [
            models.Index(fields=["organization", "category", "period_start", "score"], name="idx_leaderboard_category"),
            models.Index(fields=["score"], name="idx_leaderboard_score"),
            models.Index(fields=["period_start", "period_end"], name="idx_leaderboard_period"),
        ]
        constraints = [
            UniqueConstraint(fields=["organization", "user", "category", "period_start"], name="leaderboards_once"),
            one_of("leaderboards", "category", Category),
            CheckConstraint(name="leaderboards_period_forward", condition=Q(period_end__gt=F("period_start"))),
            CheckConstraint(name="leaderboards_rank_from_one", condition=Q(rank__isnull=True) | Q(rank__gte=1)),
            *(range_check("leaderboards", n, 0, 10) for n in ("score", "average_score", "highest_score")),
            *at_least_zero("leaderboards", "total_interviews", "total_practice_time"),
        ]

    def __str__(self) -> str:
        return f"{self.category} {self.score:g}"
