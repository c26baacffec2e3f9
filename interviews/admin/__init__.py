"""Interviews in the back office; the sidebar lists them as they are registered here."""

from interviews.admin import ai, anchors, calibration, reviews, work

__all__ = ["ai", "anchors", "calibration", "reviews", "work"]
