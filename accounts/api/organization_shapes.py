"""What the calls under `organizations/` take and answer."""

from rest_framework import serializers

from interview_coach.core.api.rows import RowSerializer


class OrganizationOut(RowSerializer):
    uuid = serializers.UUIDField()
    name = serializers.CharField()
    slug = serializers.CharField()
    created_at = serializers.DateTimeField()
