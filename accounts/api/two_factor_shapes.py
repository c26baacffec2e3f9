"""What the calls under `auth/2fa/` take and answer."""

from typing import Any

from rest_framework import serializers

from interview_coach.core.api.inputs import ExactCharField, StrictCharField, StrictSerializer


class SetupIn(StrictSerializer):
    password = ExactCharField(
        max_length=128,
        required=False,
        help_text="Needed five minutes after signing in, and checked whenever it is sent.",
    )


class SetupOut(serializers.Serializer[Any]):
    secret = serializers.CharField(help_text="Base32, for typing in.")
    otpauth_uri = serializers.CharField()
    qr_svg = serializers.CharField(help_text="The same address as a QR code: an SVG element.")


class OtpIn(StrictSerializer):
    otp = StrictCharField(max_length=40)


class PasswordAndOtpIn(OtpIn):
    password = ExactCharField(max_length=128)


class RecoveryCodesOut(serializers.Serializer[Any]):
    recovery_codes = serializers.ListField(child=serializers.CharField())
