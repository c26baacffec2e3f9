"""What the calls about a person's own data take and answer."""

from rest_framework import serializers

from accounts.models import ConsentKind
from interview_coach.core.api.inputs import (
    ExactCharField,
    StrictBooleanField,
    StrictCharField,
    StrictSerializer,
    VocabularyField,
)
from interview_coach.core.api.rows import RowSerializer


class ConfirmedIn(StrictSerializer):
    """A dangerous action is asked for with the password, and a code where two factors are on."""

    password = ExactCharField(max_length=128)
    otp = StrictCharField(max_length=40, required=False)


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
