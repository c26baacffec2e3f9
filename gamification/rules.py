"""What earns an achievement, and on which boards an interview counts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from gamification.models import AchievementType, Category

# Boards without a period have the widest one.
ALL_TIME = (datetime(1970, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC))
CONSISTENT_RUN = 5


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands when an interview is settled."""

    score: float | None
    completed: int
    current_streak: int
    average_answer_time: float | None
    time_limit: float | None
    average_words: float
    recent_scores: tuple[float, ...]


class Award(NamedTuple):
    """An achievement: what it is called and gives, and when it is earned."""

    name: str
    description: str
    icon: str
    points: int
    earned: Callable[[Standing], bool]


def _quick(standing: Standing) -> bool:
    """Half the time allowed, and a good score: speed alone earns nothing."""
    if standing.average_answer_time is None or not standing.time_limit:
        return False
    return standing.average_answer_time <= standing.time_limit / 2 and (standing.score or 0) >= 7


def _consistent(standing: Standing) -> bool:
    recent = standing.recent_scores
    return len(recent) == CONSISTENT_RUN and min(recent) >= 6 and max(recent) - min(recent) <= 1.5


AWARDS: dict[str, Award] = {
    AchievementType.FIRST_INTERVIEW: Award(
        "First interview", "Completed a first interview.", "flag", 10, lambda s: s.completed >= 1
    ),
    AchievementType.STREAK_7: Award(
        "A week in a row", "Practised on seven days in a row.", "local_fire_department", 50,
        lambda s: s.current_streak >= 7,
    ),
    AchievementType.STREAK_30: Award(
        "Thirty days in a row", "Practised on thirty days in a row.", "whatshot", 200,
        lambda s: s.current_streak >= 30,
    ),
    AchievementType.PERFECT_SCORE: Award(
        "Perfect score", "Scored 9.5 or more in an interview.", "star", 100, lambda s: (s.score or 0) >= 9.5
    ),
    AchievementType.SPEED_DEMON: Award(
        "Speed demon", "Answered well in half the time allowed.", "bolt", 40, _quick
    ),
    AchievementType.THOUGHTFUL_RESPONDER: Award(
        "Thoughtful responder", "Gave detailed answers that scored well.", "psychology", 40,
        lambda s: s.average_words >= 120 and (s.score or 0) >= 7,
    ),
    AchievementType.CONSISTENT_PERFORMER: Award(
        "Consistent performer", "Five good interviews in a row, close together in score.", "trending_flat", 75,
        _consistent,
    ),
}  # fmt: skip


def boards_of(interview_type: str, completed_at: datetime) -> dict[str, tuple[datetime, datetime]]:
    """Return the boards an interview counts on, each with its period: calendar weeks and months in UTC."""
    day = completed_at.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    week = day - timedelta(days=day.weekday())
    month = day.replace(day=1)
    boards = {
        Category.GLOBAL.value: ALL_TIME,
        Category.WEEKLY.value: (week, week + timedelta(days=7)),
        Category.MONTHLY.value: (month, (month + timedelta(days=32)).replace(day=1)),
    }
    if interview_type in (Category.TECHNICAL, Category.BEHAVIORAL):
        boards[interview_type] = ALL_TIME
    return boards
