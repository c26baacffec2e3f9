"""People, places and the trail in the back office; the sidebar lists them as they are registered here."""

# In the order of the sidebar, which is not the alphabet's.
from accounts.admin import organizations, people, teams, invitations, sessions, proofs, consents, trail  # noqa: I001

__all__ = ["consents", "invitations", "organizations", "people", "proofs", "sessions", "teams", "trail"]
