"""What the calls under `organizations/` and `teams/` take and answer."""

from rest_framework import serializers

from accounts.models import Role
from interview_coach.core.api.inputs import (
    JSONObjectField,
    StrictBooleanField,
    StrictCharField,
    StrictSerializer,
    VocabularyField,
)
from interview_coach.core.api.rows import RowSerializer


class OrganizationOut(RowSerializer):
    uuid = serializers.UUIDField()
    name = serializers.CharField()
    slug = serializers.CharField()
    extra_fields = serializers.DictField(help_text="Interview fields of its own, stored value to label.")
    shows_averages = serializers.BooleanField(help_text="Whether reports compare with the organization.")
    created_at = serializers.DateTimeField()


class OrganizationIn(StrictSerializer):
    name = StrictCharField(max_length=100, required=False)
    extra_fields = JSONObjectField(required=False)
    shows_averages = StrictBooleanField(required=False)


class MemberOut(RowSerializer):
    uuid = serializers.UUIDField(help_text="Of the membership.")
    user = serializers.UUIDField(source="user.uuid")
    email = serializers.EmailField(source="user.email")
    first_name = serializers.CharField(source="user.first_name")
    last_name = serializers.CharField(source="user.last_name")
    role = serializers.ChoiceField(choices=Role.choices)
    created_at = serializers.DateTimeField()
    last_used_at = serializers.DateTimeField(allow_null=True, help_text="When a session last worked here.")


class RoleIn(StrictSerializer):
    role = VocabularyField(choices=Role.choices)


class TeamOut(RowSerializer):
    uuid = serializers.UUIDField()
    name = serializers.CharField()
    description = serializers.CharField()
    is_active = serializers.BooleanField()
    people = serializers.IntegerField(help_text="How many practise in it.")
    coaches = serializers.IntegerField()
    coached = serializers.BooleanField(help_text="Whether the caller coaches it.")
    created_at = serializers.DateTimeField()


class TeamIn(StrictSerializer):
    name = StrictCharField(max_length=100)
    description = StrictCharField(max_length=2000, required=False, allow_blank=True)


class TeamChangeIn(StrictSerializer):
    name = StrictCharField(max_length=100, required=False)
    description = StrictCharField(max_length=2000, required=False, allow_blank=True)
    is_active = StrictBooleanField(required=False)


class PlaceOut(RowSerializer):
    uuid = serializers.UUIDField(help_text="Of the place in the team.")
    user = serializers.UUIDField(source="membership.user.uuid")
    email = serializers.EmailField(source="membership.user.email")
    first_name = serializers.CharField(source="membership.user.first_name")
    last_name = serializers.CharField(source="membership.user.last_name")
    role = serializers.ChoiceField(choices=Role.choices, source="membership.role")
    is_coach = serializers.BooleanField()
    created_at = serializers.DateTimeField()


class PlaceIn(StrictSerializer):
    is_coach = StrictBooleanField(required=False, default=False)
