"""What the calls about invitations take and answer."""

from typing import Any

from rest_framework import serializers

from accounts.api.fields import EmailField, TimezoneField, language_field
from accounts.models import Role
from accounts.services.invitation_files import Report
from interview_coach.core.api.inputs import (
    ExactCharField,
    StrictCharField,
    StrictSerializer,
    StrictUUIDField,
    VocabularyField,
)
from interview_coach.core.api.rows import RowSerializer


class InvitationOut(RowSerializer):
    uuid = serializers.UUIDField()
    email = serializers.EmailField()
    role = serializers.ChoiceField(choices=Role.choices)
    team = serializers.UUIDField(source="team.uuid", allow_null=True)
    status = serializers.ChoiceField(choices=["open", "accepted", "revoked", "expired"])
    created_at = serializers.DateTimeField()
    sent_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    accepted_at = serializers.DateTimeField(allow_null=True)
    revoked_at = serializers.DateTimeField(allow_null=True)


class InvitationIn(StrictSerializer):
    email = EmailField(max_length=120)
    role = VocabularyField(choices=Role.choices)
    team = StrictUUIDField(required=False, allow_null=True)


class FileIn(StrictSerializer):
    file = serializers.FileField(max_length=255, help_text="CSV in UTF-8: email, role and, if you like, team (a name).")
    dry_run = serializers.BooleanField(required=False, default=False)


class RowOut(serializers.Serializer[Any]):
    line = serializers.IntegerField(help_text="As rows are counted, from 1, without the header.")
    email = serializers.CharField()
    code = serializers.CharField(allow_blank=True, help_text="Empty where the row is sound.")
    detail = serializers.CharField(allow_blank=True)


class InvitedOut(serializers.Serializer[Any]):
    dry_run = serializers.BooleanField()
    invited = serializers.IntegerField(help_text="How many were invited or, as a dry run, would be.")
    refused = serializers.IntegerField()
    rows = RowOut(many=True)

    @classmethod
    def of(cls, report: Report) -> dict[str, Any]:
        rows = [{"line": row.line, "email": row.email, "code": row.code, "detail": row.detail} for row in report.rows]
        return {"dry_run": report.dry_run, "invited": report.sent, "refused": len(report.refused), "rows": rows}


class AcceptIn(StrictSerializer):
    """A token; whoever is not signed in opens an account with it, and says so by a password."""

    token = StrictCharField(max_length=256)
    password = ExactCharField(max_length=128, required=False, help_text="To open an account; not with a sign-in.")
    first_name = StrictCharField(max_length=50, required=False, allow_blank=True)
    last_name = StrictCharField(max_length=50, required=False, allow_blank=True)
    timezone = TimezoneField(max_length=50, required=False)
    language_preference = language_field(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if self.context["request"].auth is None and "password" not in attrs:
            raise serializers.ValidationError({"password": "Sign in, or choose a password."}, code="required")
        if self.context["request"].auth is not None and (more := sorted(attrs.keys() - {"token"})):
            told = {name: serializers.ErrorDetail("Your account has its own.", "unknown_field") for name in more}
            raise serializers.ValidationError(told)
        return attrs


class AcceptedOut(RowSerializer):
    organization = serializers.UUIDField(source="organization.uuid")
    role = serializers.ChoiceField(choices=Role.choices)
    user = serializers.UUIDField(source="user.uuid")
