"""Who is here, for which organization, and what they did."""

from accounts.models.consents import Consent, ConsentKind
from accounts.models.invitations import Invitation
from accounts.models.organizations import HOUSE, Membership, Organization, Role
from accounts.models.people import AccountStatus, Tier, User, UserManager
from accounts.models.sessions import UserSession
from accounts.models.teams import Team, TeamMembership
from accounts.models.trail import ActivityLog, Rotation, Seal

__all__ = [
    "HOUSE", "AccountStatus", "ActivityLog", "Consent", "ConsentKind", "Invitation", "Membership", "Organization",
    "Role", "Rotation", "Seal", "Team", "TeamMembership", "Tier", "User", "UserManager", "UserSession",
]  # fmt: skip
