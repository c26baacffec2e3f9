"""What the interview calls take."""

from typing import Any

from rest_framework import serializers

from accounts.models import Organization
from interview_coach.core.api.inputs import (
    ExactCharField,
    StrictBooleanField,
    StrictCharField,
    StrictIntegerField,
    StrictSerializer,
    StrictUUIDField,
    VocabularyField,
    normalized,
)
from interviews.api.metrics import MetricsField
from interviews.models import DifficultyPreference, InterviewType, MediaKind, Mode
from interviews.rules import LONGEST_TEXT
from questionbank.models import Level
from questionbank.rules import known_fields

MAX_SECONDS = 86_400


class FieldOfInterview(StrictCharField):
    """One of the fields of the caller's organization, in any case and with spaces for underscores."""

    def to_internal_value(self, data: Any) -> str:
        value = normalized(super().to_internal_value(data))
        organization = self.context["request"].auth.organization_id
        if value not in known_fields({}) and value not in _extra_fields(organization):
            raise serializers.ValidationError(f'"{value[:100]}" is no field here.', code="invalid_choice")
        return value


def _extra_fields(organization_id: int) -> dict[str, str]:
    return dict(Organization.objects.values_list("extra_fields", flat=True).get(pk=organization_id))


# What an assignment says of an interview, so that whoever takes it does not.
SAID_BY_ASSIGNMENT = ("field", "level", "interview_type", "company", "questions_total", "bank", "collection", "tags")


class StartIn(StrictSerializer):
    """Field and level, or an assignment, which says both."""

    field = FieldOfInterview(max_length=100, required=False, help_text="Required without `assignment`.")
    level = VocabularyField(choices=Level.choices, required=False, help_text="Required without `assignment`.")
    interview_type = VocabularyField(choices=InterviewType.choices, required=False)
    company = StrictCharField(max_length=100, required=False, allow_blank=True)
    position = StrictCharField(max_length=100, required=False, allow_blank=True)
    mode = VocabularyField(choices=Mode.choices, required=False)
    difficulty_preference = VocabularyField(choices=DifficultyPreference.choices, required=False)
    questions_total = StrictIntegerField(min_value=1, max_value=20, required=False)
    bank = StrictUUIDField(required=False, allow_null=True)
    collection = StrictUUIDField(required=False, allow_null=True, help_text="Asks its questions, in its order.")
    assignment = StrictUUIDField(required=False, allow_null=True, help_text="Makes this a take of one's assignment.")
    tags = serializers.ListField(child=StrictCharField(max_length=50), max_length=10, required=False)
    follow_ups = StrictBooleanField(
        required=False, source="asks_follow_ups", help_text="Whether answers may lead to follow-ups; by default yes."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs.get("assignment") is None:
            wrong, code, detail = [name for name in ("field", "level") if name not in attrs], "required", "Say it."
        else:
            wrong, code, detail = [n for n in SAID_BY_ASSIGNMENT if n in attrs], "invalid", "The assignment says this."
        if wrong:
            raise serializers.ValidationError({name: serializers.ErrorDetail(detail, code) for name in wrong})
        return attrs


class AnswerIn(StrictSerializer):
    question = StrictUUIDField()
    text = ExactCharField(max_length=LONGEST_TEXT, required=False, allow_blank=True)
    time_spent_seconds = StrictIntegerField(min_value=0, max_value=MAX_SECONDS)
    transcript = ExactCharField(max_length=LONGEST_TEXT, required=False, allow_blank=True)
    media = StrictUUIDField(required=False, allow_null=True)
    metrics = MetricsField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if not (attrs.get("text") or attrs.get("transcript") or attrs.get("media")):
            raise serializers.ValidationError({"text": "Send text, a transcript or media."}, code="required")
        return attrs


class RevisionIn(StrictSerializer):
    text = ExactCharField(max_length=LONGEST_TEXT, required=False, allow_blank=True)
    transcript = ExactCharField(max_length=LONGEST_TEXT, required=False, allow_blank=True)
    media = StrictUUIDField(required=False)
    time_spent_seconds = StrictIntegerField(min_value=0, max_value=MAX_SECONDS, required=False)
    metrics = MetricsField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if not attrs.keys() & {"text", "transcript", "media", "metrics"}:
            raise serializers.ValidationError({"text": "Send what is to change."}, code="required")
        return attrs


class DraftIn(StrictSerializer):
    question = StrictUUIDField()
    text = ExactCharField(max_length=LONGEST_TEXT, allow_blank=True)


class MediaIn(StrictSerializer):
    file = serializers.FileField(max_length=255)
    kind = VocabularyField(choices=MediaKind.choices)
    is_session_recording = serializers.BooleanField(required=False, default=False)


class RatingIn(StrictSerializer):
    user_rating = StrictIntegerField(min_value=1, max_value=5)
    was_helpful = StrictBooleanField(required=False, allow_null=True, default=None)


class NotesIn(StrictSerializer):
    notes = StrictCharField(max_length=10_000, allow_blank=True)
