"""People, places and the trail in the back office; the sidebar lists them as they are registered here."""

from accounts.admin import organizations, people, sessions, trail

__all__ = ["organizations", "people", "sessions", "trail"]
