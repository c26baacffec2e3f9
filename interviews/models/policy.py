"""What an organization lets AI do, and who agreed to it."""

from django.db import models
from django.db.models import UniqueConstraint
from django.utils.translation import gettext_lazy as _

from interview_coach.core.models import PublicModel, at_least_zero, one_of, range_check
from interview_coach.core.tenancy import TenantModel
from interviews.models.personal import PersonalModel


class EvaluatorKind(models.TextChoices):
    EMBEDDED = "embedded", _("Embedded: offline, deterministic")
    CONTEXTUAL = "contextual", _("Embedded with the contextual tier")
    LLM = "llm", _("Language model, together with the embedded one")


class AIPolicy(TenantModel, PublicModel):
    """One organization's rules for AI; without a row the defaults below hold."""

    evaluator = models.CharField(
        "who scores answers", max_length=20, choices=EvaluatorKind, default=EvaluatorKind.EMBEDDED
    )
    model = models.CharField(
        "language model", max_length=100, blank=True, help_text="One of the models the operator configured."
    )
    challenger = models.CharField(
        "other evaluator", max_length=20, choices=EvaluatorKind, blank=True, help_text="The other arm of an A/B test."
    )
    challenger_model = models.CharField("language model of the other", max_length=100, blank=True)
    challenger_share = models.FloatField(
        "share shown the other", default=0.5, help_text="Of the answers under test, how many are shown it."
    )

    monthly_token_budget = models.BigIntegerField(
        "tokens a month", null=True, blank=True, help_text="Tokens in and out; empty: no limit."
    )
    monthly_cost_budget = models.DecimalField(
        "US dollars a month",
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="US dollars; empty: no limit.",
    )

    review_below_confidence = models.FloatField("confidence below", default=0.35, help_text="0–1; 0 switches it off.")
    review_above_disagreement = models.FloatField(
        "evaluators apart by more than", default=2.5, help_text="0–10; 10 switches it off."
    )
    review_flags = models.JSONField(
        "any of these flags",
        default=list,
        blank=True,
        help_text='Flags that call for a person: ["copied_sample", "injected_instructions"].',
    )
    reviewers_needed = models.PositiveSmallIntegerField(
        "reviewers to an answer", default=1, help_text="1 or 2; two must come to a consensus."
    )

    gate_fewest_anchors = models.PositiveSmallIntegerField(
        "fewest anchors to judge by", default=10, help_text="With fewer, what goes live is called unproven."
    )
    gate_most_mae = models.FloatField(
        "largest mean distance (MAE)", default=2.5, help_text="Mean absolute error against human scores, 0–10."
    )
    gate_most_bias = models.FloatField(
        "largest bias", default=1.5, help_text="Mean of evaluator minus people, either way, 0–10."
    )
    gate_least_kappa = models.FloatField("least agreement (kappa)", default=0.4, help_text="Quadratic weighted kappa.")

    follow_ups_per_question = models.PositiveSmallIntegerField(
        "follow-ups to a question", default=1, help_text="0 to 2."
    )
    requires_consent = models.BooleanField(
        "only with the candidate's consent",
        default=False,
        help_text="Language models only for candidates who agreed; else unless they opted out.",
    )
    retention_days = models.PositiveIntegerField(
        "days that calls keep their words",
        null=True,
        blank=True,
        help_text="How long calls keep what was sent and answered; empty: nothing is kept.",
    )
    updated_at = models.DateTimeField("last changed", auto_now=True)

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

    given = models.BooleanField("agreed")
    at = models.DateTimeField("said at")

    class Meta(PersonalModel.Meta):
        db_table = "ai_consents"
        verbose_name = "AI consent"
        indexes = [models.Index(fields=["organization", "user", "at"], name="idx_ai_consent_newest")]

    def __str__(self) -> str:
        return "agreed" if self.given else "opted out"
