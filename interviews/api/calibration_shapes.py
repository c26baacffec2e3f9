"""What the calibration calls take and answer, and what the runs are filtered by."""

import django_filters
from rest_framework import serializers

from interview_coach.core.api.filters import TruthFilter, WordFilter
from interview_coach.core.api.inputs import (
    ExactCharField,
    StrictBooleanField,
    StrictCharField,
    StrictIntegerField,
    StrictSerializer,
    StrictUUIDField,
    VocabularyField,
)
from interview_coach.core.api.rows import RowSerializer
from interviews.api.review_shapes import ScoreField
from interviews.models import AnchorSource, CalibrationRun, EvaluatorKind, RunPurpose
from interviews.rules import LONGEST_TEXT
from interviews.services.calibration.anchors import MOST_SCORES
from interviews.services.calibration.runs import MOST_REPEATS


class AnchorIn(StrictSerializer):
    question = StrictUUIDField(required=False, help_text="A question of the bank; else its wording as `question_text`.")
    question_text = ExactCharField(max_length=LONGEST_TEXT, required=False)
    sample_answer = ExactCharField(max_length=LONGEST_TEXT, required=False, allow_blank=True)
    text = ExactCharField(max_length=LONGEST_TEXT, help_text="The answer.")
    scores = serializers.ListField(
        child=ScoreField(), min_length=1, max_length=MOST_SCORES, help_text="What each person gave, 0–10."
    )


class SwitchIn(StrictSerializer):
    is_active = StrictBooleanField(help_text="Whether evaluators are measured by it.")


class RunIn(StrictSerializer):
    version = StrictIntegerField(min_value=1, max_value=2**31 - 1, required=False, help_text="Default: the live one.")
    evaluator = VocabularyField(choices=EvaluatorKind.choices, required=False, help_text="Default: the one in use.")
    model = StrictCharField(max_length=100, required=False, help_text="With `llm` only; default: the first configured.")
    repeats = StrictIntegerField(min_value=1, max_value=MOST_REPEATS, required=False)


class AnchorOut(RowSerializer):
    uuid = serializers.UUIDField()
    rubric = serializers.UUIDField(source="rubric.uuid")
    question = serializers.UUIDField(source="question.uuid", allow_null=True)
    question_text = serializers.CharField(help_text="Where the question is not in the bank.")
    sample_answer = serializers.CharField()
    text = serializers.CharField(help_text="Empty for one from a review: it goes where the answer goes.")
    review = serializers.UUIDField(source="review.uuid", allow_null=True)
    scores = serializers.ListField(child=serializers.FloatField())
    score = serializers.FloatField(help_text="What counts: their mean, or their consensus.")
    source = serializers.ChoiceField(choices=AnchorSource.choices)  # type: ignore[assignment]
    is_active = serializers.BooleanField()
    created_at = serializers.DateTimeField()


class RunOut(RowSerializer):
    uuid = serializers.UUIDField()
    rubric = serializers.UUIDField(source="rubric.rubric.uuid")
    version = serializers.IntegerField(source="rubric.number")
    evaluator = serializers.ChoiceField(choices=EvaluatorKind.choices)
    evaluator_version = serializers.CharField()
    model = serializers.CharField()
    purpose = serializers.ChoiceField(choices=RunPurpose.choices)
    anchors = serializers.IntegerField(help_text="How many were scored every time.")
    mae = serializers.FloatField(allow_null=True)
    bias = serializers.FloatField(allow_null=True, help_text="Positive: too generous.")
    pearson = serializers.FloatField(allow_null=True)
    kappa = serializers.FloatField(allow_null=True, help_text="Quadratic weighted, on whole scores 0–10.")
    repeat_variance = serializers.FloatField(allow_null=True)
    human = serializers.DictField(help_text="`n`, `mae`, `bias`, `pearson`, `kappa` between two people; empty without.")
    passed = serializers.BooleanField(allow_null=True, help_text="Null: too few anchors to judge.")
    reasons = serializers.ListField(child=serializers.CharField())
    ran_at = serializers.DateTimeField()


class RunAskedOut(serializers.Serializer[dict[str, str]]):
    """The run takes longer than a request may: it comes into the list of runs."""

    detail = serializers.CharField()


class RunFilters(django_filters.FilterSet):
    rubric = django_filters.UUIDFilter(field_name="rubric__rubric__uuid")
    evaluator = WordFilter()
    model = django_filters.CharFilter(max_length=100)
    purpose = WordFilter()
    passed = TruthFilter()

    class Meta:
        model = CalibrationRun
        fields: tuple[str, ...] = ()
