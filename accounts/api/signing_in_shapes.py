"""What the calls under `auth/` take and answer."""

from typing import Any

from rest_framework import serializers

from accounts.api.account_shapes import ProfileOut
from accounts.api.fields import EmailField, TimezoneField, language_field
from accounts.models import User
from accounts.services.passwords import check_policy
from interview_coach.core.api.inputs import (
    ExactCharField,
    StrictCharField,
    StrictSerializer,
    StrictUUIDField,
)


class RegisterIn(StrictSerializer):
    email = EmailField(max_length=120)
    password = ExactCharField(max_length=128)
    first_name = StrictCharField(max_length=50, required=False, allow_blank=True)
    last_name = StrictCharField(max_length=50, required=False, allow_blank=True)
    timezone = TimezoneField(max_length=50, required=False)
    language_preference = language_field(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        shown = {k: attrs[k] for k in ("email", "first_name", "last_name") if k in attrs}
        check_policy("password", attrs["password"], User(**shown))
        return attrs


class RegisterOut(serializers.Serializer[Any]):
    email = serializers.EmailField()


class TokenIn(StrictSerializer):
    token = StrictCharField(max_length=256)


class LoginIn(StrictSerializer):
    email = EmailField(max_length=120)
    password = ExactCharField(max_length=128)
    otp = StrictCharField(
        max_length=40, required=False, help_text="Where two factors are on: a code of the app, or a recovery code."
    )


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


class LoginOut(serializers.Serializer[Any]):
    access = serializers.CharField()
    refresh = serializers.CharField()
    session = serializers.UUIDField()
    user = ProfileOut()
