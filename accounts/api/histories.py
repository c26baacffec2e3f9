"""What happened to organizations."""

from accounts.models import Organization
from accounts.services import versions
from accounts.services.kinds import ORGANIZATIONS
from interview_coach.core.api.history import Histories


class OrganizationHistory(Histories):
    """How an organization was called and set."""

    kind, service = ORGANIZATIONS, versions
    model = Organization.history.model
    queryset = model.objects.none()
