"""What accounts holds on a person beside the account itself, which becomes a shell (`services.erasure`)."""

from typing import Any

from django.contrib.admin.models import LogEntry
from django.db.models import QuerySet

from accounts.models import (
    ActivityLog,
    Consent,
    Invitation,
    Membership,
    RecoveryCode,
    TeamMembership,
    User,
    UserSession,
)  # fmt: skip
from interview_coach.core.models import IdempotencyKey
from interview_coach.core.personal_data import Blanked, Deleted, Holding, Kept

TRAIL = "Blanked by the trail's own erasure, which leaves its chain whole."
SALTS = frozenset({"origin_salt", "content_salt"})
# Where a line about a person came from is somebody else's: whoever did it to them.
ORIGIN = frozenset({"ip_address", "user_agent", "request_id"})


class Addressed(Holding):
    """Rows that know a person by the address alone. They are held on who has proven that it is theirs."""

    def rows(self, user_id: int) -> QuerySet[Any]:
        """Return the rows under the person's address, in the scope that is open."""
        proven = User.objects.filter(pk=user_id, is_verified=True)
        return self.where(**{f"{self.person}__in": proven.values("email")})


HOLDINGS = (
    Holding(IdempotencyKey, Deleted(), secret=frozenset({"scope", "fingerprint", "lease_token"})),
    Holding(UserSession, Deleted(), secret=frozenset({"session_token"})),
    Holding(TeamMembership, Deleted(), person="membership__user"),
    Holding(RecoveryCode, Deleted(), secret=frozenset({"code_hash"})),
    Holding(Membership, Deleted()),
    Holding(Membership.history.model, Deleted()),  # after its rows, whose end is a change too
    Holding(Invitation, Deleted(), person="accepted_by", secret=frozenset({"token_digest"})),
    Addressed(Invitation, Deleted(), person="email", secret=frozenset({"token_digest"}), title="invitations_received"),
    Holding(
        Invitation,
        Kept("Somebody else was asked to join."),
        person="invited_by",
        secret=frozenset({"token_digest", "email"}),
        title="invitations_sent",
    ),
    Holding(Consent, Blanked({"ip_address": ""})),
    Holding(LogEntry, Blanked({"object_repr": ""})),
    Holding(ActivityLog, Kept(TRAIL), secret=SALTS),
    Holding(ActivityLog, Kept(TRAIL), person="subject", secret=SALTS | ORIGIN, title="activity_logs_about"),
)
