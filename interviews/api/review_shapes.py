"""What the review calls take and answer, and what the queue is filtered by."""

from typing import Any

import django_filters
from django.db.models import TextField
from django.db.models.functions import Cast
from rest_framework import serializers

from interview_coach.core.api.filters import TruthFilter
from interview_coach.core.api.inputs import StrictCharField, StrictSerializer
from interview_coach.core.api.rows import RowSerializer
from interviews.models import Review, ReviewStatus

MAX_COMMENT = 5_000


class ScoreField(serializers.FloatField):
    """A JSON number from 0 to 10 with two decimals at most."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=10, **kwargs)

    def to_internal_value(self, data: Any) -> float:
        if isinstance(data, bool) or not isinstance(data, int | float) or (0 <= data <= 10 and round(data, 2) != data):
            self.fail("invalid")
        return super().to_internal_value(data)


class MarkIn(StrictSerializer):
    key = StrictCharField(max_length=100)
    score = ScoreField()
    comment = StrictCharField(max_length=MAX_COMMENT, required=False, allow_blank=True)


class VerdictIn(StrictSerializer):
    criteria = serializers.ListField(child=MarkIn(), max_length=50, help_text="Every criterion of the rubric, once.")
    comment = StrictCharField(max_length=MAX_COMMENT, required=False, allow_blank=True)


class VerdictChangeIn(StrictSerializer):
    criteria = serializers.ListField(
        child=MarkIn(), max_length=50, required=False, help_text="All of them, if any changes."
    )
    comment = StrictCharField(max_length=MAX_COMMENT, required=False, allow_blank=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if not attrs:
            raise serializers.ValidationError({"criteria": "Send what is to change."}, code="required")
        return attrs


class AppealIn(StrictSerializer):
    reason = StrictCharField(max_length=MAX_COMMENT, help_text="What the score misses, for the reviewers to read.")


class QueuedOut(RowSerializer):
    """A review in the queue."""

    uuid = serializers.UUIDField()
    answer = serializers.UUIDField(source="answer.uuid")
    interview = serializers.UUIDField(source="answer.interview.uuid")
    question = serializers.UUIDField(source="answer.question.uuid", allow_null=True)
    user = serializers.UUIDField(source="user.uuid", help_text="Who gave the answer.")
    reasons = serializers.ListField(child=serializers.CharField())
    status = serializers.ChoiceField(choices=ReviewStatus.choices)
    reviewers_needed = serializers.IntegerField()
    verdicts_given = serializers.IntegerField()
    mine = serializers.BooleanField(help_text="Whether the caller has given a verdict.")
    score = serializers.FloatField(allow_null=True, help_text="What the reviewers agreed on.")
    opened_at = serializers.DateTimeField()
    settled_at = serializers.DateTimeField(allow_null=True)


class _Summary(serializers.Serializer[Any]):
    uuid = serializers.UUIDField()
    status = serializers.ChoiceField(choices=ReviewStatus.choices)
    reasons = serializers.ListField(child=serializers.CharField())
    appeal = serializers.CharField(allow_blank=True, help_text="The candidate's words, where they asked for it.")
    score = serializers.FloatField(allow_null=True)
    opened_at = serializers.DateTimeField()
    settled_at = serializers.DateTimeField(allow_null=True)
    verdicts = serializers.ListField(child=serializers.DictField())


class ReviewOut(_Summary):
    """All that is needed to give a verdict. `ai` and others' `verdicts` come after one's own: see `hidden`."""

    user = serializers.UUIDField(help_text="Who gave the answer.")
    reviewers_needed = serializers.IntegerField()
    answer = serializers.DictField()
    question = serializers.DictField()
    rubric = serializers.DictField(help_text="`criteria` with weights and levels.")
    own = serializers.DictField(allow_null=True, help_text="The caller's verdict.")
    verdicts_given = serializers.IntegerField()
    ai = serializers.DictField(allow_null=True, help_text="What the AI gave, and why.")
    hidden = serializers.CharField(allow_blank=True, help_text="Why scores are not shown yet.")


class OutcomeOut(_Summary):
    """A review as its candidate reads it. `verdicts` are there once it is settled, without names."""


class ReviewFilters(django_filters.FilterSet):
    status = django_filters.ChoiceFilter(
        choices=ReviewStatus.choices, help_text="Without it: what waits for a verdict."
    )
    reason = django_filters.CharFilter(method="for_reason", max_length=60)
    user = django_filters.UUIDFilter(field_name="user__uuid")
    mine = TruthFilter(help_text="Whether the caller has given a verdict.")

    class Meta:
        model = Review
        fields: tuple[str, ...] = ()

    def for_reason(self, queryset, name, value):  # type: ignore[no-untyped-def]
        # As text: not every database can be asked what a JSON list contains. Reasons are words of ours, in quotes.
        return queryset.alias(named=Cast("reasons", TextField())).filter(named__contains=f'"{value}"')
