"""What analytics holds on a person: measured points, whose values stay for statistics."""

from analytics.models import PerformanceMetric
from interview_coach.core.personal_data import Blanked, Holding

# By way of the sitting: there is no index over the people of this table, the largest of all.
HOLDINGS = (Holding(PerformanceMetric, Blanked({"metadata": {}}), person="interview__user"),)
