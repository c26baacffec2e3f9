"""What an organization lets AI do, who agreed to it, and every call that was made."""

from django.conf import settings
from django.db import models
from django.db.models import UniqueConstraint
from django.utils.translation import gettext_lazy as _

from interview_coach.core.models import PublicModel, at_least_zero, one_of, range_check
from interview_coach.core.tenancy import TenantModel
from interviews.models.answer import Answer
from interviews.models.personal import PersonalModel


class EvaluatorKind(models.TextChoices):
    EMBEDDED = "embedded", _("Embedded: offline, deterministic")
    CONTEXTUAL = "contextual", _("Embedded with the contextual tier")
    LLM = "llm", _("Language model, together with the embedded one")


class AIPolicy(TenantModel, PublicModel):
    """One organization's rules for AI; without a row the defaults below hold."""

    evaluator = models.CharField(max_length=20, choices=EvaluatorKind, default=EvaluatorKind.EMBEDDED)
    model = models.CharField(max_length=100, blank=True, help_text="One of the models the operator configured.")
    challenger = models.CharField(
        max_length=20, choices=EvaluatorKind, blank=True, help_text="The other arm of an A/B test."
    )
    challenger_model = models.CharField(max_length=100, blank=True)
    challenger_share = models.FloatField(default=0.5, help_text="Of the answers under test, how many are shown it.")

    monthly_token_budget = models.BigIntegerField(
        null=True, blank=True, help_text="Tokens in and out; empty: no limit."
    )
    monthly_cost_budget = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, help_text="US dollars; empty: no limit."
    )

    review_below_confidence = models.FloatField(default=0.35, help_text="0–1; 0 switches it off.")
    review_above_disagreement = models.FloatField(default=2.5, help_text="0–10; 10 switches it off.")
    review_flags = models.JSONField(
        default=list, blank=True, help_text='Flags that call for a person: ["copied_sample", "injected_instructions"].'
    )
    reviewers_needed = models.PositiveSmallIntegerField(default=1, help_text="1 or 2; two must come to a consensus.")

    gate_fewest_anchors = models.PositiveSmallIntegerField(default=10)
    gate_most_mae = models.FloatField(default=2.5, help_text="Mean absolute error against human scores, 0–10.")
    gate_most_bias = models.FloatField(default=1.5)
    gate_least_kappa = models.FloatField(default=0.4, help_text="Quadratic weighted kappa.")

    follow_ups_per_question = models.PositiveSmallIntegerField(default=1, help_text="0 to 2.")
    requires_consent = models.BooleanField(
        default=False, help_text="Language models only for candidates who agreed; else unless they opted out."
    )
    retention_days = models.PositiveIntegerField(
        null=True, blank=True, help_text="How long calls keep what was sent and answered; empty: nothing is kept."
    )
    updated_at = models.DateTimeField(auto_now=True)

    class Meta(TenantModel.Meta):
        db_table = "ai_policies"
        verbose_name = "AI policy"
        verbose_name_plural = "AI policies"
        constraints = [
            UniqueConstraint(fields=["organization"], name="ai_policies_one_each"),
            one_of("ai_policies", "evaluator", EvaluatorKind),
            one_of("ai_policies", "challenger", EvaluatorKind, blank=True),
            range_check("ai_policies", "challenger_share", 0, 1),
            range_check("ai_policies", "review_below_confidence", 0, 1),
            range_check("ai_policies", "review_above_disagreement", 0, 10),
            range_check("ai_policies", "reviewers_needed", 1, 2),
            range_check("ai_policies", "gate_most_mae", 0, 10),
            range_check("ai_policies", "gate_most_bias", 0, 10),
            range_check("ai_policies", "gate_least_kappa", -1, 1),
            range_check("ai_policies", "follow_ups_per_question", 0, 2),
            *at_least_zero("ai_policies", "monthly_token_budget", "monthly_cost_budget"),
        ]

    def __str__(self) -> str:
        return f"AI policy of {self.organization}"


class AIConsent(PersonalModel):
    """What a person said to having answers read by a language model; the newest line counts."""

    given = models.BooleanField()
    at = models.DateTimeField()

    class Meta(PersonalModel.Meta):
        db_table = "ai_consents"
        verbose_name = "AI consent"
        indexes = [models.Index(fields=["organization", "user", "at"], name="idx_ai_consent_newest")]

    def __str__(self) -> str:
        return "agreed" if self.given else "opted out"


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

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    answer = models.ForeignKey(Answer, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    purpose = models.CharField(max_length=30)
    provider = models.CharField(max_length=30, blank=True)
    model = models.CharField(max_length=100)
    model_version = models.CharField(max_length=100, blank=True, help_text="As the service named it.")
    prompt_version = models.CharField(max_length=50, blank=True)
    temperature = models.FloatField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0, help_text="Requests sent, repeats included.")
    input_tokens = models.IntegerField(default=0)
    output_tokens = models.IntegerField(default=0)
    reserved_tokens = models.IntegerField(default=0, help_text="Set aside in the budget while the call runs.")
    cost = models.DecimalField(max_digits=12, decimal_places=6, default=0, help_text="US dollars.")
    milliseconds = models.FloatField(null=True, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome, default=Outcome.STARTED)
    detail = models.TextField(blank=True)
    exchange = models.JSONField(default=dict, blank=True, help_text="What was sent and answered, while it is kept.")
    started_at = models.DateTimeField()

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
