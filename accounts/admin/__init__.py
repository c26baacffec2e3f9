"""People, places and the trail in the back office; the sidebar lists them as they are registered here."""

from accounts.admin import consents, organizations, people, sessions, trail

__all__ = ["consents", "organizations", "people", "sessions", "trail"]
