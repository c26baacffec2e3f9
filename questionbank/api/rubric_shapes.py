"""What the rubric calls take and show."""

from typing import Any

import django_filters
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from interview_coach.core.api.filters import TruthFilter, WordFilter
from interview_coach.core.api.inputs import (
    StrictCharField,
    StrictIntegerField,
    StrictSerializer,
    VocabularyField,
    safe_json,
)
from interview_coach.core.api.rows import RowSerializer
from questionbank.models import Category, Rubric

LONGEST_TEXT = 2_000
VERSION_STATES = ("draft", "live", "retired")


class RubricFilters(django_filters.FilterSet):
    category = WordFilter(field_name="default_for")
    question = django_filters.UUIDFilter(field_name="question__uuid")
    mine = TruthFilter(
        field_name="is_own", help_text="Whether it is of the caller's organization, and not of the house."
    )

    class Meta:
        model = Rubric
        fields: tuple[str, ...] = ()


class LevelOut(serializers.Serializer[Any]):
    score = serializers.FloatField(help_text="0–10; rises from level to level.")
    label = serializers.CharField()  # type: ignore[assignment]  # a field of that name, gone from the class by then
    anchor = serializers.CharField(help_text="What an answer at this level does.")


class CriterionOut(serializers.Serializer[Any]):
    key = serializers.CharField(help_text="Stable; made from the label where it is left out.", required=False)
    label = serializers.CharField()  # type: ignore[assignment]
    weight = serializers.IntegerField(help_text="Percent; the weights of a rubric sum to 100.")
    description = serializers.CharField(required=False)
    levels = LevelOut(many=True, required=False)


@extend_schema_field(CriterionOut(many=True))
class CriteriaField(serializers.JSONField):
    """Criteria as they came: what makes them sound is the service's to say (`questionbank.rules`)."""

    def to_internal_value(self, data: Any) -> Any:
        safe_json(data)
        return super().to_internal_value(data)


class ThresholdField(serializers.FloatField):
    """A JSON number from 0 to 10: neither a string nor a boolean."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=10, **kwargs)

    def to_internal_value(self, data: Any) -> float:
        if isinstance(data, bool) or not isinstance(data, int | float):
            self.fail("invalid")
        return super().to_internal_value(data)


class VersionIn(StrictSerializer):
    """Of a new version: what is left out is as in the newest one. Of a draft: what is left out stays."""

    criteria = CriteriaField(required=False)
    probe_threshold = ThresholdField(required=False, allow_null=True)
    note = StrictCharField(max_length=LONGEST_TEXT, required=False, allow_blank=True)


class RubricIn(VersionIn):
    name = StrictCharField(max_length=100)
    description = StrictCharField(max_length=LONGEST_TEXT, required=False, allow_blank=True)
    criteria = CriteriaField()


class CloneIn(StrictSerializer):
    name = StrictCharField(max_length=100)
    version = StrictIntegerField(
        min_value=1, max_value=2**31 - 1, required=False, allow_null=True, default=None,
        help_text="The live one where it is left out.",
    )  # fmt: skip


class PublishIn(StrictSerializer):
    note = StrictCharField(max_length=LONGEST_TEXT, required=False, allow_blank=True)


class DefaultIn(StrictSerializer):
    category = VocabularyField(choices=Category.choices, allow_null=True, help_text="Null: no default any more.")


class RubricOut(RowSerializer):
    uuid = serializers.UUIDField()
    name = serializers.CharField()
    description = serializers.CharField()
    default_for = serializers.CharField(allow_null=True, help_text="The category whose default it is.")
    question = serializers.UUIDField(source="question.uuid", allow_null=True, help_text="Whose criteria it follows.")
    live_version = serializers.IntegerField(source="live.number", allow_null=True)
    is_own = serializers.BooleanField(help_text="Of the caller's organization; else of the house, to read and clone.")
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class VersionRow(RowSerializer):
    number = serializers.IntegerField()
    status = serializers.ChoiceField(choices=VERSION_STATES)
    note = serializers.CharField()
    created_at = serializers.DateTimeField()
    published_at = serializers.DateTimeField(allow_null=True)


class VersionOut(VersionRow):
    rubric = serializers.UUIDField(source="rubric.uuid")
    criteria = CriterionOut(many=True)
    probe_threshold = serializers.FloatField(allow_null=True, help_text="Answers below are asked further; null: never.")


class RubricDetailOut(RubricOut):
    cloned_from = serializers.UUIDField(source="cloned_from.rubric.uuid", allow_null=True)
    cloned_version = serializers.IntegerField(source="cloned_from.number", allow_null=True)
    criteria = CriterionOut(source="live.criteria", many=True, allow_null=True, help_text="Of the live version.")
    probe_threshold = serializers.FloatField(source="live.probe_threshold", allow_null=True)


class RubricWithVersionsOut(RubricDetailOut):
    """The rubric's columns, and beside them its versions."""

    versions = VersionRow(many=True)
