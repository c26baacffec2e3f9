"""What the account calls take and answer."""

import zoneinfo
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from rest_framework import serializers

from accounts.models import User
from interview_coach.core.api.inputs import (
    ExactCharField,
    JSONObjectField,
    StrictCharField,
    StrictSerializer,
    StrictUUIDField,
    VocabularyField,
)
from interview_coach.core.api.rows import RowSerializer


class EmailField(serializers.EmailField):
    """An address, kept in lower case."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data).lower()


@cache
def time_zones() -> set[str]:
    """Return the names of all time zones; finding them walks the disk."""
    return zoneinfo.available_timezones()


class TimezoneField(StrictCharField):
    """An IANA time zone name."""

    def to_internal_value(self, data: Any) -> str:
        name = super().to_internal_value(data)
        if name not in time_zones():
            raise serializers.ValidationError("This is no time zone.", code="invalid_choice")
        return name


def language_field(**kwargs: Any) -> VocabularyField:
    return VocabularyField(choices=settings.LANGUAGES, **kwargs)


class RegisterIn(StrictSerializer):
    email = EmailField(max_length=120)
    password = ExactCharField(max_length=128)
    first_name = StrictCharField(max_length=50, required=False, allow_blank=True)
    last_name = StrictCharField(max_length=50, required=False, allow_blank=True)
    timezone = TimezoneField(max_length=50, required=False)
    language_preference = language_field(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        shown = {k: attrs[k] for k in ("email", "first_name", "last_name") if k in attrs}
        try:
            validate_password(attrs["password"], User(**shown))
        except ValidationError as error:
            raise serializers.ValidationError({"password": error.messages}) from error
        return attrs


class RegisterOut(serializers.Serializer[Any]):
    email = serializers.EmailField()


class TokenIn(StrictSerializer):
    token = StrictCharField(max_length=256)


class LoginIn(StrictSerializer):
    email = EmailField(max_length=120)
    password = ExactCharField(max_length=128)
    otp = StrictCharField(max_length=32, required=False)


class RefreshIn(StrictSerializer):
    refresh = StrictCharField(max_length=4096)


class RefreshOut(serializers.Serializer[Any]):
    access = serializers.CharField()
    refresh = serializers.CharField()


class SwitchIn(StrictSerializer):
    organization = StrictUUIDField()


class SwitchOut(serializers.Serializer[Any]):
    access = serializers.CharField()
    organization = serializers.UUIDField()


class TicketOut(serializers.Serializer[Any]):
    ticket = serializers.CharField()
    expires_in = serializers.IntegerField(help_text="Seconds.")


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

    @classmethod
    def of_person(cls, user: User, actor: Any) -> dict[str, Any]:
        """Return a person's own view of the account in the actor's organization."""
        return {
            **ProfileOut.of(user),
            "stats": StatsOut.of(user),
            "organization": actor.organization_uuid,
            "role": actor.role,
        }


class LoginOut(serializers.Serializer[Any]):
    access = serializers.CharField()
    refresh = serializers.CharField()
    session = serializers.UUIDField()
    user = ProfileOut()


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


class DeleteIn(StrictSerializer):
    password = ExactCharField(max_length=128)


class OrganizationOut(RowSerializer):
    uuid = serializers.UUIDField()
    name = serializers.CharField()
    slug = serializers.CharField()
    created_at = serializers.DateTimeField()


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
