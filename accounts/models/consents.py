"""What people agreed to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.people import User
from interview_coach.core.models import PublicModel, one_of
from interview_coach.core.tenancy import TenantModel


class ConsentKind(models.TextChoices):
    TERMS = "terms", _("Terms of use")
    PRIVACY = "privacy", _("Privacy notice")
    RECORDING = "recording", _("Keeping recordings")
    RESEARCH = "research", _("Use for improving the product")


class Consent(TenantModel, PublicModel):
    """One statement of a person about one document or use. Statements are added, never changed: the newest counts."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=ConsentKind)
    version = models.CharField(max_length=50, help_text="Of the document that was shown.")
    given = models.BooleanField(help_text="Agreed, or withdrawn.")
    at = models.DateTimeField()
    ip_address = models.CharField(max_length=45, blank=True)

    class Meta(TenantModel.Meta):
        db_table = "consents"
        indexes = [models.Index(fields=["organization", "user", "kind", "at"], name="idx_consent_newest")]
        constraints = [one_of("consents", "kind", ConsentKind)]

    def __str__(self) -> str:
        return f"{self.kind} {self.version}: {'agreed' if self.given else 'withdrawn'}"
