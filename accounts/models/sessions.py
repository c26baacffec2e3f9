"""Sign-ins."""

from django.db import models

from accounts.models.organizations import Organization
from accounts.models.people import User
from interview_coach.core.models import PublicModel


class UserSession(PublicModel):
    """One sign-in. The refresh token that is good now is kept as a digest; any older one that comes back is theft."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sessions", db_index=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    session_token = models.CharField(max_length=256, unique=True)
    ip_address = models.CharField(max_length=45, blank=True)
    user_agent = models.CharField(max_length=256, blank=True)
    device_type = models.CharField(max_length=50, blank=True)
    browser = models.CharField(max_length=50, blank=True)
    os = models.CharField(max_length=50, blank=True)
    fingerprint = models.CharField(
        max_length=64, blank=True, help_text="SHA-256 of the traits that stay: kind of device, browser, system."
    )
    location = models.CharField(max_length=100, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_activity = models.DateTimeField()
    is_active = models.BooleanField(default=True)

    class Meta:
        db_table = "user_sessions"
        indexes = [
            models.Index(fields=["user"], name="idx_session_user"),
            models.Index(fields=["created_at"], name="idx_session_created"),
        ]

    def __str__(self) -> str:
        return f"{self.device_type} since {self.created_at:%Y-%m-%d %H:%M}"
