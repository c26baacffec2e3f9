"""What an evaluation said."""

from django.db import models
from django.db.models import UniqueConstraint

from interview_coach.core.models import at_least_zero, range_check
from interviews.models.answer import Answer
from interviews.models.personal import PersonalModel
from questionbank.models import RubricVersion


class Feedback(PersonalModel):
    """One evaluation of an answer, pinned to everything it rests on; a later one is another row."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="feedback", db_index=False)
    number = models.IntegerField("evaluation", help_text="Within the answer, from 1.")
    score = models.FloatField()
    strengths = models.JSONField(default=list)
    improvements = models.JSONField("to improve", default=list)
    detailed_feedback = models.TextField("in words", blank=True)

    content_score = models.FloatField("content", null=True, blank=True)
    structure_score = models.FloatField("structure", null=True, blank=True)
    communication_score = models.FloatField("communication", null=True, blank=True)
    technical_accuracy_score = models.FloatField("technical accuracy", null=True, blank=True)
    criteria = models.JSONField(default=list, help_text="The rubric's criteria with their scores and reasons.")
    flags = models.JSONField(default=list, help_text="What the guards found, with the cap each one set.")
    observations = models.JSONField(default=list, help_text="How it was said: behaviour and delivery, with spans.")
    components = models.JSONField(
        "each evaluator's score", default=list, help_text="Each evaluator's own score, where several took part."
    )
    disagreement = models.FloatField(
        "evaluators apart by", null=True, blank=True, help_text="Widest distance between the components, 0–10."
    )
    fallback_reason = models.CharField(
        "why the embedded evaluator served",
        max_length=200,
        blank=True,
        help_text="Why the embedded evaluator served instead of the one asked for.",
    )
    arm = models.CharField(
        "arm of the A/B test", max_length=20, blank=True, help_text="The arm of an A/B test that was shown."
    )

    action_items = models.JSONField("next steps", default=list)
    learning_resources = models.JSONField("to read", default=list)
    practice_suggestions = models.JSONField("to practise", default=list)

    ai_model = models.CharField("model", max_length=50)
    ai_model_version = models.CharField("version of the model", max_length=20, blank=True)
    ai_temperature = models.FloatField("temperature", null=True, blank=True)
    ai_tokens_used = models.IntegerField("tokens used", default=0)
    ai_processing_time = models.FloatField("took milliseconds", null=True, blank=True, help_text="Milliseconds.")
    ai_confidence_score = models.FloatField("confidence (0–1)", null=True, blank=True)
    evaluator = models.CharField(max_length=50)
    evaluator_version = models.CharField("version of the evaluator", max_length=20)
    rubric = models.ForeignKey(RubricVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    rubric_version = models.CharField("rubric and its version", max_length=50)
    prompt_version = models.CharField("version of the prompt", max_length=50, blank=True)

    generated_at = models.DateTimeField("given at")
    user_rating = models.IntegerField("candidate's rating (1–5)", null=True, blank=True)
    helpfulness_score = models.FloatField("helpfulness (0–1)", null=True, blank=True)
    was_helpful = models.BooleanField("was helpful", null=True, blank=True)
    alternative_feedbacks = models.JSONField("the other arm's feedback", default=list, blank=True)

    class Meta(PersonalModel.Meta):
        db_table = "feedback"
        verbose_name_plural = "feedback"
        indexes = [
            models.Index(fields=["organization", "user"], name="idx_feedback_user"),
            models.Index(fields=["organization", "generated_at"], name="idx_feedback_generated"),
        ]
        constraints = [
            UniqueConstraint(fields=["answer", "number"], name="feedback_once_an_evaluation"),
            *(
                range_check("feedback", name, 0, 10)
                for name in (
                    "score", "content_score", "structure_score", "communication_score", "technical_accuracy_score",
                )
            ),
            range_check("feedback", "ai_confidence_score", 0, 1),
            range_check("feedback", "helpfulness_score", 0, 1),
            range_check("feedback", "user_rating", 1, 5),
            range_check("feedback", "disagreement", 0, 10),
            *at_least_zero("feedback", "ai_tokens_used", "ai_processing_time", "ai_temperature"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Feedback {self.number}: {self.score}"
