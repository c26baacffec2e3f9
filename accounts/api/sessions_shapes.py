"""What the calls under `auth/sessions/` answer."""

from rest_framework import serializers

from interview_coach.core.api.rows import RowSerializer


class SessionOut(RowSerializer):
    uuid = serializers.UUIDField()
    device = serializers.CharField(source="device_type", help_text="desktop, mobile, tablet, bot or other.")
    browser = serializers.CharField()
    os = serializers.CharField()
    ip = serializers.CharField(source="ip_address")
    location = serializers.CharField()
    created_at = serializers.DateTimeField()
    last_activity = serializers.DateTimeField(help_text="To the minute.")
    expires_at = serializers.DateTimeField()
    is_active = serializers.BooleanField()
    current = serializers.BooleanField(help_text="Whether it is the one that asks.")
