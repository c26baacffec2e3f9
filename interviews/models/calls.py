"""The ledger of an organization's AI: every call of a language model."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from interview_coach.core.fields import TenantJSONField
from interview_coach.core.models import PublicModel, at_least_zero, one_of
from interview_coach.core.tenancy import TenantModel
from interviews.models.answer import Answer


class Outcome(models.TextChoices):
    STARTED = "started", _("Started")
    OK = "ok", _("Answered")
    RATE_LIMITED = "rate_limited", _("Refused: too many calls")
    SERVER_ERROR = "server_error", _("The service failed")
    TIMEOUT = "timeout", _("No answer in time")
    UNREACHABLE = "unreachable", _("The service could not be reached")
    BAD_OUTPUT = "bad_output", _("Not what was asked for")
    REFUSED = "refused", _("The model refused")
    MANIPULATED = "manipulated", _("The answer's instructions were obeyed")
    OVER_BUDGET = "over_budget", _("Not made: the budget is spent")
    CIRCUIT_OPEN = "circuit_open", _("Not made: the service failed too often")


class AICall(TenantModel, PublicModel):
    """One call of a language model, written before it is made and completed after: the ledger of a tenant's AI."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, verbose_name="on behalf of", null=True, related_name="+"
    )
    answer = models.ForeignKey(Answer, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    purpose = models.CharField(max_length=30)
    provider = models.CharField("service", max_length=30, blank=True)
    model = models.CharField(max_length=100)
    model_version = models.CharField(
        "version of the model", max_length=100, blank=True, help_text="As the service named it."
    )
    prompt_version = models.CharField("version of the prompt", max_length=50, blank=True)
    temperature = models.FloatField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(
        "requests sent", default=0, help_text="Requests sent, repeats included."
    )
    input_tokens = models.IntegerField("tokens sent", default=0)
    output_tokens = models.IntegerField("tokens received", default=0)
    reserved_tokens = models.IntegerField(
        "tokens set aside", default=0, help_text="Set aside in the budget while the call runs."
    )
    cost = models.DecimalField(
        "cost in US dollars", max_digits=12, decimal_places=6, default=0, help_text="US dollars."
    )
    milliseconds = models.FloatField("took milliseconds", null=True, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome, default=Outcome.STARTED)
    detail = models.TextField(blank=True)
    exchange = TenantJSONField(
        "sent and answered", default=dict, blank=True, help_text="What was sent and answered, while it is kept."
    )
    started_at = models.DateTimeField("began")

    class Meta(TenantModel.Meta):
        db_table = "ai_calls"
        verbose_name = "AI call"
        indexes = [
            models.Index(fields=["organization", "started_at"], name="idx_ai_call_started"),
            models.Index(fields=["outcome", "started_at"], name="idx_ai_call_outcome"),
        ]
        constraints = [
            one_of("ai_calls", "outcome", Outcome),
            *at_least_zero(
                "ai_calls", "input_tokens", "output_tokens", "reserved_tokens", "cost", "milliseconds", "temperature"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.model} ({self.outcome})"
