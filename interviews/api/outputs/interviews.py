"""Sittings: their rows, events and reports."""

from typing import Any

from rest_framework import serializers

from interview_coach.core.api.rows import RowSerializer
from interviews.api.outputs.slots import SlotOut
from interviews.models import Interview, InterviewQuestion, Mode, Status
from questionbank.models import Level


class InterviewOut(RowSerializer):
    uuid = serializers.UUIDField()
    user = serializers.UUIDField(source="user.uuid")
    field = serializers.CharField()
    level = serializers.ChoiceField(choices=Level.choices)
    interview_type = serializers.CharField()
    company = serializers.CharField()
    position = serializers.CharField()
    mode = serializers.ChoiceField(choices=Mode.choices)
    difficulty_preference = serializers.CharField()
    bank = serializers.UUIDField(source="bank.uuid", allow_null=True)
    collection = serializers.UUIDField(source="collection.uuid", allow_null=True)
    assignment = serializers.UUIDField(source="assignment.uuid", allow_null=True)
    tags = serializers.ListField(child=serializers.CharField())
    widened = serializers.ListField(child=serializers.CharField())
    asks_follow_ups = serializers.BooleanField()
    status = serializers.ChoiceField(choices=Status.choices)
    started_at = serializers.DateTimeField()
    completed_at = serializers.DateTimeField(allow_null=True)
    paused_at = serializers.DateTimeField(allow_null=True)
    resumed_at = serializers.DateTimeField(allow_null=True)
    duration_seconds = serializers.IntegerField()
    active_time_seconds = serializers.IntegerField()
    overall_score = serializers.FloatField(allow_null=True)
    technical_score = serializers.FloatField(allow_null=True)
    communication_score = serializers.FloatField(allow_null=True)
    confidence_score = serializers.FloatField(allow_null=True)
    questions_answered = serializers.IntegerField()
    questions_total = serializers.IntegerField()
    average_answer_time = serializers.FloatField(allow_null=True)
    total_hints_used = serializers.IntegerField()
    pause_count = serializers.IntegerField()
    quality_rating = serializers.CharField()
    notes = serializers.CharField()
    last_seq = serializers.IntegerField()


class StartedOut(InterviewOut):
    current_question = SlotOut()

    @classmethod
    def of_start(cls, interview: Interview, slot: InterviewQuestion, language: str) -> dict[str, Any]:
        """Return a sitting that has just begun, with its first question."""
        return {**InterviewOut.of(interview), "current_question": SlotOut.of_slot(slot, language)}


class FrameOut(serializers.Serializer[Any]):
    seq = serializers.IntegerField()
    type = serializers.CharField()
    at = serializers.DateTimeField()
    data = serializers.DictField()  # type: ignore[assignment]


class EventsOut(serializers.Serializer[Any]):
    results = FrameOut(many=True)
    last_seq = serializers.IntegerField()


class ReportOut(serializers.Serializer[Any]):
    """What a sitting amounts to."""

    interview = InterviewOut()
    final = serializers.BooleanField(help_text="Complete, and every answer evaluated or failed.")
    scores = serializers.DictField(child=serializers.FloatField(allow_null=True))
    quality_rating = serializers.CharField(allow_blank=True)
    questions = serializers.ListField(child=serializers.DictField(), help_text="One row a slot, in order.")
    strengths = serializers.ListField(child=serializers.DictField(), help_text="Points, with the uuid of the `answer`.")
    improvements = serializers.ListField(child=serializers.DictField())
    plan = serializers.DictField(help_text="`action_items`, `practice_suggestions`, `learning_resources`.")
    delivery = serializers.DictField()
    comparison = serializers.DictField(help_text="With one's own past, and with the organization where it allows that.")
    session_recording_url = serializers.CharField(allow_blank=True, help_text="Expires.")
    notes = serializers.CharField(allow_blank=True)
