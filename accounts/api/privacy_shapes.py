"""What the calls about a person's own data take and answer."""

from rest_framework import serializers

from accounts.models import ConsentKind
from interview_coach.core.api.inputs import (
    StrictBooleanField,
    StrictCharField,
    StrictSerializer,
    VocabularyField,
)
from interview_coach.core.api.rows import RowSerializer


class StatementIn(StrictSerializer):
    kind = VocabularyField(choices=ConsentKind.choices)
    version = StrictCharField(max_length=50)
    given = StrictBooleanField()


class StatementOut(RowSerializer):
    uuid = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=ConsentKind.choices)
    version = serializers.CharField()
    given = serializers.BooleanField()
    at = serializers.DateTimeField()
