"""A person's running totals: additive, so that each event costs the same however long the history, and rebuildable."""

from datetime import date, timedelta

from django.db import transaction

from accounts.models import User
from interview_coach.core.locking import locked


@transaction.atomic
def count_interview(*, user_id: int, practice_seconds: int, day: date) -> None:
    """Count a completed interview, its seconds of active time, and the streak of days practised (UTC)."""
    user = locked(User.objects.all()).get(pk=user_id)
    user.total_interviews += 1
    user.total_practice_time += practice_seconds
    last = user.last_practice_date
    if last is None or day > last:  # a sitting completed late leaves the streak that newer ones made
        user.current_streak = user.current_streak + 1 if last == day - timedelta(days=1) else 1
        user.longest_streak = max(user.longest_streak, user.current_streak)
        user.last_practice_date = day
    user.save(
        update_fields=["total_interviews", "total_practice_time", "current_streak", "longest_streak",
                       "last_practice_date"]
    )  # fmt: skip


@transaction.atomic
def count_score(*, user_id: int, before: float | None, after: float | None) -> None:
    """Let a completed interview's overall score go from `before` to `after` in the average (None: unscored).

    The person is locked even where nothing changes: who goes on may lock a question and then the person (the boards),
    and somebody else of theirs the person and then the question.
    """
    user = locked(User.objects.all()).get(pk=user_id)
    if before == after:
        return
    user.scored_interviews += (after is not None) - (before is not None)
    # Scores have two decimals; rounding keeps the sum free of what floats gather.
    user.score_total = round(user.score_total + (after or 0.0) - (before or 0.0), 2)
    user.average_score = round(user.score_total / user.scored_interviews, 4) if user.scored_interviews else 0.0
    user.save(update_fields=["scored_interviews", "score_total", "average_score"])
