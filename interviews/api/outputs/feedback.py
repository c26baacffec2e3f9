"""What an evaluation said, and the people's verdict beside it."""

from typing import Any

from rest_framework import serializers

from accounts.rules import Actor
from interview_coach.core.api.rows import RowSerializer
from interviews.models import Feedback
from interviews.services.reviews.reading import human_verdict


class PointOut(serializers.Serializer[Any]):
    criterion = serializers.CharField()
    text = serializers.CharField()
    quote = serializers.CharField(allow_null=True)
    start = serializers.IntegerField(allow_null=True, help_text="In code points of the answer's text.")
    end = serializers.IntegerField(allow_null=True)


class CriterionScoreOut(serializers.Serializer[Any]):
    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    weight = serializers.IntegerField(help_text="Percent.")
    score = serializers.FloatField(help_text="0–10.")
    reason = serializers.CharField()
    quote = serializers.CharField(allow_null=True, default=None, help_text="What a model's score rests on, verbatim.")
    start = serializers.IntegerField(allow_null=True, default=None, help_text="In code points of the answer's text.")
    end = serializers.IntegerField(allow_null=True, default=None)


class FeedbackOut(RowSerializer):
    uuid = serializers.UUIDField()
    answer = serializers.UUIDField(source="answer.uuid")
    number = serializers.IntegerField()
    score = serializers.FloatField()
    strengths = PointOut(many=True)
    improvements = PointOut(many=True)
    detailed_feedback = serializers.CharField()
    content_score = serializers.FloatField(allow_null=True)
    structure_score = serializers.FloatField(allow_null=True)
    communication_score = serializers.FloatField(allow_null=True)
    technical_accuracy_score = serializers.FloatField(allow_null=True)
    criteria = CriterionScoreOut(many=True)
    flags = serializers.ListField(child=serializers.DictField())
    observations = serializers.ListField(
        child=serializers.DictField(), help_text="How it was said, each with its places in the answer."
    )
    components = serializers.ListField(
        child=serializers.DictField(), help_text="Each evaluator's own score, where several took part."
    )
    disagreement = serializers.FloatField(allow_null=True, help_text="How far they lie apart, 0–10.")
    fallback_reason = serializers.CharField(help_text="Why the embedded evaluator served instead of the one asked for.")
    arm = serializers.CharField(help_text="The arm of an A/B test that is shown; empty without one.")
    action_items = serializers.ListField(child=serializers.CharField())
    learning_resources = serializers.ListField(child=serializers.DictField())
    practice_suggestions = serializers.ListField(child=serializers.CharField())
    ai_model = serializers.CharField()
    ai_model_version = serializers.CharField()
    ai_temperature = serializers.FloatField(allow_null=True)
    ai_tokens_used = serializers.IntegerField()
    ai_processing_time = serializers.FloatField(allow_null=True, help_text="Milliseconds.")
    ai_confidence_score = serializers.FloatField(allow_null=True)
    evaluator = serializers.CharField()
    evaluator_version = serializers.CharField()
    rubric_version = serializers.CharField()
    prompt_version = serializers.CharField()
    generated_at = serializers.DateTimeField()
    user_rating = serializers.IntegerField(allow_null=True)
    helpfulness_score = serializers.FloatField(allow_null=True)
    was_helpful = serializers.BooleanField(allow_null=True)
    alternative_feedbacks = serializers.ListField(
        child=serializers.DictField(), help_text="The other arm of an A/B test; for coach and up."
    )


class HumanOut(serializers.Serializer[Any]):
    """What people gave in a review: where there is one, this score counts."""

    score = serializers.FloatField()
    criteria = serializers.ListField(child=serializers.DictField(), help_text="As the AI's; the reviewers' mean.")
    comment = serializers.CharField(allow_blank=True)


class JudgedOut(FeedbackOut):
    """The AI's feedback, with the people's verdict beside it."""

    human = HumanOut(allow_null=True)

    @classmethod
    def of_feedback(cls, feedback: Feedback, actor: Actor) -> dict[str, Any]:
        """Return feedback, its `answer` loaded, with what people gave the answer.

        Who rates it is not shown the other arm of an A/B test: a rating is of the feedback that was shown.
        """
        shown = {**FeedbackOut.of(feedback), "human": human_verdict(feedback.answer)}
        return shown if actor.coaches else {**shown, "alternative_feedbacks": []}
