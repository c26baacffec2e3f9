"""What a client sees of questions and banks. Guidance stays with coaches until an answer is given."""

from typing import Any

from rest_framework import serializers

from interview_coach.core.api.rows import RowSerializer


class QuestionOut(RowSerializer):
    uuid = serializers.UUIDField()
    text = serializers.CharField()
    category = serializers.CharField()
    subcategory = serializers.CharField()
    field = serializers.CharField()
    level = serializers.CharField()
    difficulty = serializers.CharField()
    company = serializers.CharField()
    position_type = serializers.CharField()
    tags = serializers.ListField(child=serializers.CharField())
    bank = serializers.UUIDField(source="bank.uuid", allow_null=True)
    ideal_answer_length = serializers.IntegerField(allow_null=True, help_text="Words.")
    time_limit_seconds = serializers.IntegerField(allow_null=True)
    usage_count = serializers.IntegerField()
    avg_score = serializers.FloatField(allow_null=True)
    avg_completion_time = serializers.FloatField(allow_null=True, help_text="Seconds.")
    difficulty_rating = serializers.FloatField(allow_null=True, help_text="0 easy to 10 hard.")
    is_verified = serializers.BooleanField()
    version = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    language = serializers.CharField(help_text="The language of `text`.")


class GuidedQuestionOut(QuestionOut):
    """With the guidance that coaches see; candidates get the question without it."""

    hint = serializers.CharField(required=False)
    sample_answer = serializers.CharField(required=False)
    keywords = serializers.ListField(child=serializers.CharField(), required=False)
    evaluation_criteria = serializers.ListField(child=serializers.DictField(), required=False)
    follow_up_questions = serializers.ListField(child=serializers.DictField(), required=False)
    quality_score = serializers.FloatField(required=False)


class CompanyOut(RowSerializer):
    uuid = serializers.UUIDField()
    company_name = serializers.CharField()
    company_logo = serializers.CharField()
    industry = serializers.CharField()
    company_size = serializers.CharField()
    total_questions = serializers.IntegerField()
    verified_questions = serializers.IntegerField()
    average_difficulty = serializers.FloatField(allow_null=True)
    description = serializers.CharField()
    hiring_process_info = serializers.DictField()
    updated_at = serializers.DateTimeField()


def localized(row: dict[str, Any], language: str) -> dict[str, Any]:
    """Return a question row in `language` where its translations have it; the translations themselves stay behind."""
    translated = row.pop("translations").get(language, {})
    row["language"] = language if translated.get("text") else "en"
    return {**row, **{name: translated[name] for name in ("text", "hint") if name in row and translated.get(name)}}
