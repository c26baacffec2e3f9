"""What a settled interview earns: achievements, and a standing on the boards of its organization."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Avg, Count, Max, Sum

from accounts.models import User
from gamification.models import Category, Leaderboard, UserAchievement
from gamification.rules import AWARDS, CONSISTENT_RUN, Standing, boards_of
from interview_coach.core.locking import locked
from interviews.models import Answer, Interview, SlotKind, Status


@transaction.atomic
def settle(*, interview: Interview, now: datetime) -> None:
    """Give what a settled interview earned. Interviews of one person take turns, or each would miss the other's."""
    locked(User.objects.all()).values_list("pk").get(pk=interview.user_id)
    award(interview=interview, now=now)
    stand(interview=interview, now=now)


def award(*, interview: Interview, now: datetime) -> list[UserAchievement]:
    """Give a person what this interview earned and they have not; return the new achievements."""
    held = set(UserAchievement.objects.filter(user=interview.user_id).values_list("achievement_type", flat=True))
    missing = {kind: reward for kind, reward in AWARDS.items() if kind not in held}
    if not missing:
        return []
    standing = _standing(interview)
    earned = [
        UserAchievement(
            organization_id=interview.organization_id, user_id=interview.user_id, achievement_type=kind,
            achievement_name=reward.name, achievement_description=reward.description, achievement_icon=reward.icon,
            points_awarded=reward.points, earned_at=now, metadata={"interview": str(interview.uuid)},
        )
        for kind, reward in missing.items()
        if reward.earned(standing)
    ]  # fmt: skip
    # The interview's lock does not keep the person's other interviews out: whoever is first, it is given once.
    UserAchievement.objects.bulk_create(earned, ignore_conflicts=True)
    return earned


def _standing(interview: Interview) -> Standing:
    mine = Interview.objects.filter(user=interview.user_id, status=Status.COMPLETED)
    scores = mine.filter(overall_score__isnull=False).order_by("-completed_at").values_list("overall_score", flat=True)
    answers = Answer.objects.filter(interview=interview, slot__kind=SlotKind.MAIN).aggregate(
        words=Avg("word_count"), limit=Avg("question__time_limit_seconds")
    )
    return Standing(
        score=interview.overall_score,
        completed=mine.count(),
        current_streak=User.objects.values_list("current_streak", flat=True).get(pk=interview.user_id),
        average_answer_time=interview.average_answer_time,
        time_limit=answers["limit"],
        average_words=answers["words"] or 0.0,
        recent_scores=tuple(score for score in scores[:CONSISTENT_RUN] if score is not None),
    )


def stand(*, interview: Interview, now: datetime) -> None:
    """Bring a person's standing up to date on every board the interview counts on."""
    if interview.overall_score is None or interview.completed_at is None:
        return
    for category, period in boards_of(interview.interview_type, interview.completed_at).items():
        figures = _figures(interview, category, period)
        Leaderboard.objects.update_or_create(
            organization_id=interview.organization_id, user_id=interview.user_id, category=category,
            period_start=period[0], defaults={**figures, "period_end": period[1], "calculated_at": now},
        )  # fmt: skip


def _figures(interview: Interview, category: str, period: tuple[datetime, datetime]) -> dict[str, Any]:
    """Return score (the mean, to .01), rank when calculated, and the numbers behind them."""
    counted = Interview.objects.filter(
        user=interview.user_id, status=Status.COMPLETED, overall_score__isnull=False,
        completed_at__gte=period[0], completed_at__lt=period[1],
    )  # fmt: skip
    if category in (Category.TECHNICAL, Category.BEHAVIORAL):
        counted = counted.filter(interview_type=category)
    figures = counted.aggregate(
        mean=Avg("overall_score"), best=Max("overall_score"), number=Count("pk"), time=Sum("active_time_seconds")
    )
    score = round(figures["mean"], 2)
    ahead = Leaderboard.objects.filter(category=category, period_start=period[0], score__gt=score)
    return {
        "score": score,
        "rank": 1 + ahead.exclude(user=interview.user_id).count(),
        "average_score": score,
        "highest_score": figures["best"],
        "total_interviews": figures["number"],
        "total_practice_time": figures["time"],
    }
