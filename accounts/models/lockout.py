"""How often someone has tried to sign in lately, and until when they may not."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from interview_coach.core.models import PublicModel, at_least_zero, one_of


class Guarded(models.TextChoices):
    ACCOUNT = "account", _("Account")
    ADDRESS = "address", _("Network address")


class SignInGuard(PublicModel):
    """The attempts on one account, or from one network address, since the last success or the last lock.

    An account is named by a digest alone: what is typed as an e-mail address may be anybody's, or a password.
    """

    kind = models.CharField(max_length=20, choices=Guarded)
    subject = models.CharField(max_length=64, unique=True, help_text="SHA-256 of what is guarded.")
    ip_address = models.CharField(max_length=45, blank=True, help_text="Where the last attempt came from.")
    attempts = models.IntegerField(default=0)
    since = models.DateTimeField(db_index=True, help_text="When the first of these attempts was made.")
    locked_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "sign_in_guards"
        constraints = [one_of("sign_in_guards", "kind", Guarded), *at_least_zero("sign_in_guards", "attempts")]

    def __str__(self) -> str:
        return f"{self.kind} {self.ip_address if self.kind == Guarded.ADDRESS else self.subject[:12]}"
