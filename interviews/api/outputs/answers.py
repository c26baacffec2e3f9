"""Answers, their recordings and how their evaluation stands."""

from typing import Any

from rest_framework import serializers

from interview_coach.core.api.rows import RowSerializer
from interviews.models import Answer, EvaluationStatus
from interviews.rules import told_reason
from interviews.services.media import signed_link


class SubmittedOut(serializers.Serializer[Any]):
    uuid = serializers.UUIDField()
    question = serializers.UUIDField()
    evaluation_status = serializers.ChoiceField(choices=EvaluationStatus.choices)
    questions_answered = serializers.IntegerField()
    questions_total = serializers.IntegerField()


class MediaOut(serializers.Serializer[Any]):
    uuid = serializers.UUIDField()
    url = serializers.CharField(help_text="Expires.")


class AnswerOut(RowSerializer):
    uuid = serializers.UUIDField()
    interview = serializers.UUIDField(source="interview.uuid")
    question = serializers.UUIDField(source="question.uuid", allow_null=True)
    text = serializers.CharField()
    transcript = serializers.CharField()
    audio_url = serializers.CharField()
    video_url = serializers.CharField()
    score = serializers.FloatField(allow_null=True, help_text="The one that counts: people's where they gave one.")
    ai_score = serializers.FloatField(allow_null=True)
    human_score = serializers.FloatField(allow_null=True)
    time_spent_seconds = serializers.IntegerField()
    word_count = serializers.IntegerField()
    character_count = serializers.IntegerField()
    clarity_score = serializers.FloatField(allow_null=True)
    relevance_score = serializers.FloatField(allow_null=True)
    depth_score = serializers.FloatField(allow_null=True)
    structure_score = serializers.FloatField(allow_null=True)
    communication_score = serializers.FloatField(allow_null=True)
    technical_accuracy_score = serializers.FloatField(allow_null=True)
    confidence_level = serializers.FloatField(allow_null=True)
    sentiment_score = serializers.FloatField(allow_null=True)
    key_phrases = serializers.ListField(child=serializers.CharField())
    submitted_at = serializers.DateTimeField()
    edited_count = serializers.IntegerField()
    hint_used = serializers.BooleanField()
    revision_history = serializers.ListField(child=serializers.DictField())
    ai_model_used = serializers.CharField()
    ai_processing_time = serializers.FloatField(allow_null=True, help_text="Milliseconds.")
    ai_confidence = serializers.FloatField(allow_null=True)
    evaluation_status = serializers.ChoiceField(choices=EvaluationStatus.choices)
    evaluation_error = serializers.CharField()

    @classmethod
    def of_answer(cls, answer: Answer) -> dict[str, Any]:
        """Return an answer with links in place of storage keys."""
        return {
            **cls.of(answer),
            "question": answer.question.uuid if answer.question else answer.slot.uuid,
            "audio_url": signed_link(answer.audio_url),
            "video_url": signed_link(answer.video_url),
            "evaluation_error": told_reason(answer.evaluation_error),
        }


class StatusOut(serializers.Serializer[Any]):
    uuid = serializers.UUIDField()
    evaluation_status = serializers.ChoiceField(choices=EvaluationStatus.choices)
    evaluation_error = serializers.CharField(allow_blank=True)

    @classmethod
    def of_answer(cls, answer: Answer) -> dict[str, Any]:
        """Return how far an answer's evaluation is."""
        return {
            "uuid": answer.uuid,
            "evaluation_status": answer.evaluation_status,
            "evaluation_error": told_reason(answer.evaluation_error),
        }
