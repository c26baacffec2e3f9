"""What practice earned a person: nobody competes with somebody who is gone."""

from gamification.models import Leaderboard, UserAchievement
from interview_coach.core.personal_data import Deleted, Holding

HOLDINGS = (Holding(UserAchievement, Deleted()), Holding(Leaderboard, Deleted()))
