"""Who is asked to join."""

from django.db import models

from accounts.models.organizations import Role
from accounts.models.people import User
from accounts.models.teams import Team
from interview_coach.core.models import PublicModel, one_of
from interview_coach.core.tenancy import TenantModel


class Invitation(TenantModel, PublicModel):
    """An address asked into an organization. The token that was mailed accepts it, once; its digest alone is kept."""

    email = models.EmailField(max_length=120)
    role = models.CharField(max_length=20, choices=Role, default=Role.CANDIDATE)
    team = models.ForeignKey(Team, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    token_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(help_text="When the token that is good now was mailed.")
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        db_table = "invitations"
        indexes = [models.Index(fields=["organization", "email"], name="idx_invitation_email")]
        constraints = [one_of("invitations", "role", Role)]

    def __str__(self) -> str:
        return f"{self.email} as {self.role}"
