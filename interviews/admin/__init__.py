"""Interviews in the back office; the sidebar lists them as they are registered here."""

# In the order of the sidebar, which is not the alphabet's.
from interviews.admin import sittings, answers, feedback, assignments, reviews, anchors, calibration, ai  # noqa: I001

__all__ = ["ai", "anchors", "answers", "assignments", "calibration", "feedback", "reviews", "sittings"]
