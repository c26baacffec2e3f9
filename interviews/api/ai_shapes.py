"""The shapes of policy and consent."""

from typing import Any

from django.db.models import Model
from rest_framework import serializers

from interview_coach.core.api.inputs import (
    StrictBooleanField,
    StrictCharField,
    StrictIntegerField,
    StrictSerializer,
    VocabularyField,
)
from interview_coach.core.api.rows import RowSerializer
from interviews.models import EvaluatorKind

MOST_TOKENS, MOST_DOLLARS, MOST_DAYS, MOST_ANCHORS = 10**12, 10**8, 3650, 10_000


class StrictNumberField(serializers.FloatField):
    """A JSON number: neither a string nor a boolean, and finite."""

    def to_internal_value(self, data: Any) -> float:
        if isinstance(data, bool) or not isinstance(data, int | float) or data != data or abs(data) == float("inf"):
            self.fail("invalid")
        return float(super().to_internal_value(data))


class PolicyIn(StrictSerializer):
    """What is sent is changed; null lifts a budget, or has nothing kept."""

    evaluator = VocabularyField(choices=EvaluatorKind.choices, required=False)
    model = StrictCharField(max_length=100, required=False, allow_blank=True)
    challenger = VocabularyField(choices=EvaluatorKind.choices, required=False, allow_blank=True)
    challenger_model = StrictCharField(max_length=100, required=False, allow_blank=True)
    challenger_share = StrictNumberField(min_value=0, max_value=1, required=False)
    monthly_token_budget = StrictIntegerField(min_value=0, max_value=MOST_TOKENS, required=False, allow_null=True)
    monthly_cost_budget = StrictNumberField(min_value=0, max_value=MOST_DOLLARS, required=False, allow_null=True)
    review_below_confidence = StrictNumberField(min_value=0, max_value=1, required=False)
    review_above_disagreement = StrictNumberField(min_value=0, max_value=10, required=False)
    review_flags = serializers.ListField(child=StrictCharField(max_length=50), max_length=30, required=False)
    reviewers_needed = StrictIntegerField(min_value=1, max_value=2, required=False)
    gate_fewest_anchors = StrictIntegerField(min_value=0, max_value=MOST_ANCHORS, required=False)
    gate_most_mae = StrictNumberField(min_value=0, max_value=10, required=False)
    gate_most_bias = StrictNumberField(min_value=0, max_value=10, required=False)
    gate_least_kappa = StrictNumberField(min_value=-1, max_value=1, required=False)
    follow_ups_per_question = StrictIntegerField(min_value=0, max_value=2, required=False)
    requires_consent = StrictBooleanField(required=False)
    retention_days = StrictIntegerField(min_value=1, max_value=MOST_DAYS, required=False, allow_null=True)

    def validate_monthly_cost_budget(self, value: float | None) -> Any:
        """The column holds cents."""
        return None if value is None else serializers.DecimalField(12, 2).to_internal_value(f"{value:.2f}")


class PolicyOnOneOut(RowSerializer):
    """What concerns everyone whose answers are judged."""

    evaluator = serializers.ChoiceField(choices=EvaluatorKind.choices)
    model = serializers.CharField()
    challenger = serializers.ChoiceField(choices=EvaluatorKind.choices, allow_blank=True)
    challenger_model = serializers.CharField()
    requires_consent = serializers.BooleanField()
    retention_days = serializers.IntegerField(
        allow_null=True, help_text="How long what a model was sent and answered is kept; null: not at all."
    )


class PolicyOut(PolicyOnOneOut):
    """Fields that are not required are for coach and up."""

    challenger_share = serializers.FloatField(required=False)
    monthly_token_budget = serializers.IntegerField(required=False, allow_null=True)
    monthly_cost_budget = serializers.FloatField(required=False, allow_null=True, help_text="US dollars.")
    review_below_confidence = serializers.FloatField(required=False)
    review_above_disagreement = serializers.FloatField(required=False)
    review_flags = serializers.ListField(child=serializers.CharField(), required=False)
    reviewers_needed = serializers.IntegerField(required=False)
    gate_fewest_anchors = serializers.IntegerField(required=False)
    gate_most_mae = serializers.FloatField(required=False)
    gate_most_bias = serializers.FloatField(required=False)
    gate_least_kappa = serializers.FloatField(required=False)
    follow_ups_per_question = serializers.IntegerField(required=False)

    @classmethod
    def of(cls, row: Model) -> dict[str, Any]:
        """Return the policy; money goes out as a number, like everything that counts."""
        shown = super().of(row)
        budget = shown["monthly_cost_budget"]
        return {**shown, "monthly_cost_budget": None if budget is None else float(budget)}


class ConsentIn(StrictSerializer):
    given = StrictBooleanField()


class ConsentOut(serializers.Serializer[Any]):
    given = serializers.BooleanField(allow_null=True, help_text="What one said last; null: nothing yet.")
    required = serializers.BooleanField(  # type: ignore[assignment]  # a field's own name for something else
        help_text="Whether a language model is used for those only who agreed."
    )
    uses_language_model = serializers.BooleanField()
    evaluator = serializers.ChoiceField(choices=EvaluatorKind.choices)
    model = serializers.CharField()
    retention_days = serializers.IntegerField(allow_null=True)
