"""What the calls under `users/me/` take and answer."""

from typing import Any

from rest_framework import serializers

from accounts.api.fields import TimezoneField, language_field
from accounts.models import User
from interview_coach.core.api.inputs import (
    ExactCharField,
    JSONObjectField,
    StrictCharField,
    StrictSerializer,
)
from interview_coach.core.api.rows import RowSerializer


class StatsOut(RowSerializer):
    total_interviews = serializers.IntegerField()
    total_practice_time = serializers.IntegerField(help_text="Seconds of active time in completed interviews.")
    average_score = serializers.FloatField()
    current_streak = serializers.IntegerField(help_text="Days in a row, UTC.")
    longest_streak = serializers.IntegerField()
    last_practice_date = serializers.DateField(allow_null=True)


class ProfileOut(RowSerializer):
    uuid = serializers.UUIDField()
    email = serializers.EmailField()
    first_name = serializers.CharField()
    last_name = serializers.CharField()
    profile_picture = serializers.CharField()
    bio = serializers.CharField()
    location = serializers.CharField()
    timezone = serializers.CharField()
    language_preference = serializers.CharField()
    subscription_tier = serializers.CharField()
    account_status = serializers.CharField()
    is_verified = serializers.BooleanField()
    two_factor_enabled = serializers.BooleanField()
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()
    last_login = serializers.DateTimeField(allow_null=True)
    password_changed_at = serializers.DateTimeField(allow_null=True)
    notification_preferences = serializers.JSONField()
    privacy_settings = serializers.JSONField()
    ui_preferences = serializers.JSONField()


class MeOut(ProfileOut):
    stats = StatsOut()
    organization = serializers.UUIDField(help_text="The active one of this session.")
    role = serializers.CharField()
    must_set_up_two_factor = serializers.BooleanField(
        help_text="The organization asks for two factors: until they are on, little else answers but 403."
    )

    @classmethod
    def of_person(cls, user: User, actor: Any) -> dict[str, Any]:
        """Return a person's own view of the account in the actor's organization."""
        return {
            **ProfileOut.of(user),
            "stats": StatsOut.of(user),
            "organization": actor.organization_uuid,
            "role": actor.role,
            "must_set_up_two_factor": actor.must_set_up_two_factor,
        }


class ProfileIn(StrictSerializer):
    first_name = StrictCharField(max_length=50, required=False, allow_blank=True)
    last_name = StrictCharField(max_length=50, required=False, allow_blank=True)
    profile_picture = serializers.URLField(max_length=256, required=False, allow_blank=True)
    bio = StrictCharField(max_length=4000, required=False, allow_blank=True)
    location = StrictCharField(max_length=100, required=False, allow_blank=True)
    timezone = TimezoneField(max_length=50, required=False)
    language_preference = language_field(required=False)
    notification_preferences = JSONObjectField(required=False)
    privacy_settings = JSONObjectField(required=False)
    ui_preferences = JSONObjectField(required=False)


class StepUpIn(StrictSerializer):
    """What something dangerous asks for once more."""

    password = ExactCharField(max_length=128)
    otp = StrictCharField(max_length=40, required=False, help_text="Where two factors are on: a code.")


class DeleteIn(StepUpIn):
    """Closing the account."""


class ActivityOut(RowSerializer):
    uuid = serializers.UUIDField()
    action_type = serializers.CharField()
    action_description = serializers.CharField()
    entity_type = serializers.CharField()
    entity_id = serializers.CharField()
    ip_address = serializers.CharField()
    user_agent = serializers.CharField()
    request_id = serializers.CharField()
    timestamp = serializers.DateTimeField()
