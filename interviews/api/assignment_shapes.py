"""What the calls about assignments and progress take and answer."""

from datetime import UTC
from typing import Any

from rest_framework import serializers

from accounts.models import Role
from interview_coach.core.api.inputs import (
    StrictCharField,
    StrictIntegerField,
    StrictSerializer,
    StrictUUIDField,
    VocabularyField,
)
from interview_coach.core.api.rows import RowSerializer
from interviews.api.inputs import FieldOfInterview
from interviews.models import InterviewType
from questionbank.models import Level

STATES = ["done", "late", "open", "overdue"]


class MomentField(serializers.DateTimeField):
    """An ISO-8601 time with its zone, that still is a time in UTC."""

    def to_internal_value(self, value: Any) -> Any:
        if not isinstance(value, str):
            self.fail("invalid", format="ISO-8601")
        moment = super().to_internal_value(value)
        try:
            return moment.astimezone(UTC)
        except OverflowError:
            self.fail("invalid", format="ISO-8601")


class ScoreField(serializers.FloatField):
    """A number from 0 to 10, and no word for one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=10, **kwargs)

    def to_internal_value(self, data: Any) -> float:
        if isinstance(data, bool) or not isinstance(data, int | float):
            self.fail("invalid")
        return super().to_internal_value(data)


class AssignmentIn(StrictSerializer):
    title = StrictCharField(max_length=100)
    note = StrictCharField(max_length=2000, required=False, allow_blank=True)
    team = StrictUUIDField(required=False, allow_null=True, help_text="A team or a user, one of the two.")
    user = StrictUUIDField(required=False, allow_null=True)
    field = FieldOfInterview(max_length=100)
    level = VocabularyField(choices=Level.choices)
    interview_type = VocabularyField(choices=InterviewType.choices, required=False)
    company = StrictCharField(max_length=100, required=False, allow_blank=True)
    bank = StrictUUIDField(required=False, allow_null=True)
    collection = StrictUUIDField(required=False, allow_null=True)
    questions_total = StrictIntegerField(min_value=1, max_value=20, required=False)
    minimum_score = ScoreField(required=False, allow_null=True, help_text="What a take has to reach to count.")
    takes = StrictIntegerField(min_value=1, max_value=50, required=False)
    due_at = MomentField()


class AssignmentChangeIn(StrictSerializer):
    title = StrictCharField(max_length=100, required=False)
    note = StrictCharField(max_length=2000, required=False, allow_blank=True)
    minimum_score = ScoreField(required=False, allow_null=True)
    takes = StrictIntegerField(min_value=1, max_value=50, required=False)
    due_at = MomentField(required=False)


class AssignmentOut(RowSerializer):
    uuid = serializers.UUIDField()
    title = serializers.CharField()
    note = serializers.CharField()
    team = serializers.UUIDField(source="team.uuid", allow_null=True)
    user = serializers.UUIDField(source="user.uuid", allow_null=True)
    field = serializers.CharField()
    level = serializers.ChoiceField(choices=Level.choices)
    interview_type = serializers.CharField()
    company = serializers.CharField()
    bank = serializers.UUIDField(source="bank.uuid", allow_null=True)
    collection = serializers.UUIDField(source="collection.uuid", allow_null=True)
    questions_total = serializers.IntegerField()
    minimum_score = serializers.FloatField(allow_null=True)
    takes = serializers.IntegerField()
    due_at = serializers.DateTimeField()
    created_at = serializers.DateTimeField()
    withdrawn_at = serializers.DateTimeField(allow_null=True)
    people = serializers.IntegerField(help_text="How many have it now.")
    finished = serializers.IntegerField(help_text="How many of them have done all takes.")
    is_own = serializers.BooleanField(help_text="Whether the caller has it; the rest is the caller's own.")
    takes_done = serializers.IntegerField()
    best_score = serializers.FloatField(allow_null=True)
    state = serializers.ChoiceField(choices=STATES, allow_blank=True, help_text="Empty where it is not the caller's.")


class TakerOut(RowSerializer):
    uuid = serializers.UUIDField(help_text="Of the membership.")
    user = serializers.UUIDField(source="user.uuid")
    first_name = serializers.CharField(source="user.first_name")
    last_name = serializers.CharField(source="user.last_name")
    takes_done = serializers.IntegerField(help_text="Takes that count.")
    best_score = serializers.FloatField(allow_null=True, help_text="Of all takes that were completed.")
    last_at = serializers.DateTimeField(allow_null=True, help_text="When a take was last started.")
    state = serializers.ChoiceField(choices=STATES, help_text="`late` is done, after it was due.")


class PracticeOut(RowSerializer):
    interviews_completed = serializers.IntegerField()
    average_score = serializers.FloatField(allow_null=True)
    best_score = serializers.FloatField(allow_null=True)
    practice_seconds = serializers.IntegerField(help_text="Active time in completed interviews.")
    last_completed_at = serializers.DateTimeField(allow_null=True)


class PersonProgressOut(PracticeOut):
    uuid = serializers.UUIDField(help_text="Of the membership.")
    user = serializers.UUIDField(source="user.uuid")
    first_name = serializers.CharField(source="user.first_name")
    last_name = serializers.CharField(source="user.last_name")
    role = serializers.ChoiceField(choices=Role.choices)
    assigned = serializers.IntegerField()
    done = serializers.IntegerField(help_text="Assignments done in time.")
    late = serializers.IntegerField(help_text="Assignments done after they were due.")
    overdue = serializers.IntegerField(help_text="Assignments that are due and not done; the rest is open.")


class TeamProgressOut(PracticeOut):
    uuid = serializers.UUIDField()
    name = serializers.CharField()
    people = serializers.IntegerField(help_text="How many practise in it now; the figures are theirs.")
    assignments = serializers.IntegerField()
    takes_asked = serializers.IntegerField(help_text="Of all people together.")
    takes_done = serializers.IntegerField(help_text="Takes that count, of all people together.")
