"""People who practise together, and who coaches them."""

from django.db import models
from django.db.models import UniqueConstraint

from accounts.models.organizations import Membership
from interview_coach.core.models import PublicModel
from interview_coach.core.tenancy import TenantModel


class Team(TenantModel, PublicModel):
    """A part of an organization. It is switched off rather than deleted: what was asked of it stays told."""

    name = models.CharField(max_length=100)
    description = models.TextField(blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta(TenantModel.Meta):
        db_table = "teams"
        constraints = [UniqueConstraint(fields=["organization", "name"], name="teams_name_once")]

    def __str__(self) -> str:
        return self.name


class TeamMembership(TenantModel, PublicModel):
    """A place in a team. It hangs on the place in the organization, and counts only while that one does."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="places", db_index=False)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="team_places")
    is_coach = models.BooleanField(default=False, help_text="Coaches the team; for coach and up.")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        db_table = "team_memberships"
        constraints = [UniqueConstraint(fields=["team", "membership"], name="team_memberships_once")]

    def __str__(self) -> str:
        return f"{self.membership_id} in {self.team_id}"
