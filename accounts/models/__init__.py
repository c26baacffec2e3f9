"""Who is here, for which organization, and what they did."""

from accounts.models.consents import Consent, ConsentKind
from accounts.models.invitations import Invitation
from accounts.models.lockout import Guarded, SignInGuard
from accounts.models.organizations import HOUSE, Membership, Organization, Role
from accounts.models.people import AccountStatus, Tier, User, UserManager
from accounts.models.sessions import UserSession
from accounts.models.teams import Team, TeamMembership
from accounts.models.trail import ActivityLog, Rotation, Seal
from accounts.models.two_factor import RecoveryCode

__all__ = [
    "HOUSE", "AccountStatus", "ActivityLog", "Consent", "ConsentKind", "Guarded", "Invitation", "Membership",
    "Organization", "RecoveryCode", "Role", "Rotation", "Seal", "SignInGuard", "Team", "TeamMembership", "Tier", "User",
    "UserManager", "UserSession",
]  # fmt: skip
