"""What lets somebody in without the authenticator app. The app's secret is the person's own column."""

from django.db import models
from django.db.models import UniqueConstraint

from accounts.models.people import User
from interview_coach.core.models import PublicModel


class RecoveryCode(PublicModel):
    """A code that stands in for the app's once."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="recovery_codes", db_index=False)
    code_hash = models.CharField(max_length=64, help_text="SHA-256 of the code that was shown.")
    created_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "recovery_codes"
        constraints = [UniqueConstraint(fields=["user", "code_hash"], name="recovery_codes_once")]

    def __str__(self) -> str:
        return f"code {self.pk} of {self.user_id}"
