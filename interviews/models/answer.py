"""An answer and the recordings that go with it."""

from django.db import models
from django.db.models import CheckConstraint, Q
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThan

from interview_coach.core.fields import TenantJSONField, TenantTextField
from interview_coach.core.models import at_least_zero, one_of, range_check
from interviews.models.personal import PersonalModel
from interviews.models.sitting import Interview, InterviewQuestion
from interviews.models.vocabulary import EvaluationStatus, MediaKind
from questionbank.models import Question


class Answer(PersonalModel):
    """What was said to a question. The row is also the queue entry of its evaluation (`services.evaluation`)."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="answers", db_index=False)
    question = models.ForeignKey(
        Question, on_delete=models.PROTECT, null=True, blank=True, related_name="answers", db_index=False
    )
    slot = models.OneToOneField(
        InterviewQuestion, on_delete=models.CASCADE, verbose_name="place in the interview", related_name="answer"
    )

    text = TenantTextField(blank=True)
    audio_url = models.CharField(max_length=256, blank=True, help_text="Storage key; links are signed on reading.")
    video_url = models.CharField(max_length=256, blank=True, help_text="Storage key; links are signed on reading.")
    transcript = TenantTextField(blank=True)

    score = models.FloatField(
        "score that counts", null=True, blank=True, help_text="The one that counts: the human's where there is one."
    )
    ai_score = models.FloatField(
        "score by the AI", null=True, blank=True, help_text="What the evaluator gave, whatever counts."
    )
    human_score = models.FloatField("score by people", null=True, blank=True, help_text="What reviewers agreed on.")
    time_spent_seconds = models.IntegerField("seconds taken", default=0)
    word_count = models.IntegerField("words", default=0)
    character_count = models.IntegerField("characters", default=0)

    clarity_score = models.FloatField("clarity", null=True, blank=True)
    relevance_score = models.FloatField("relevance", null=True, blank=True)
    depth_score = models.FloatField("depth", null=True, blank=True)
    structure_score = models.FloatField("structure", null=True, blank=True)
    communication_score = models.FloatField("communication", null=True, blank=True)
    technical_accuracy_score = models.FloatField("technical accuracy", null=True, blank=True)

    confidence_level = models.FloatField("assured wording", null=True, blank=True)
    sentiment_score = models.FloatField("sentiment (−1 to 1)", null=True, blank=True)
    key_phrases = models.JSONField(default=list, blank=True)

    submitted_at = models.DateTimeField("given at")
    edited_count = models.IntegerField("times revised", default=0)
    hint_used = models.BooleanField("with a hint", default=False)
    revision_history = TenantJSONField("former wordings", default=list, blank=True)
    delivery_metrics = models.JSONField(
        "measured by the client", default=dict, blank=True, help_text="What the client measured."
    )

    ai_model_used = models.CharField("model", max_length=50, blank=True)
    ai_processing_time = models.FloatField("took milliseconds", null=True, blank=True, help_text="Milliseconds.")
    ai_confidence = models.FloatField("confidence of the AI (0–1)", null=True, blank=True)

    evaluation_status = models.CharField(
        "evaluation", max_length=20, choices=EvaluationStatus, default=EvaluationStatus.PENDING
    )
    evaluation_number = models.IntegerField(
        "number of the evaluation", default=1, help_text="Which evaluation of this answer is due or done."
    )
    evaluation_attempts = models.IntegerField(
        "attempts", default=0, help_text="How often this evaluation was taken up."
    )
    evaluation_due_at = models.DateTimeField(
        "due at", null=True, blank=True, help_text="Pending: when it may be taken up."
    )
    evaluation_lease = models.UUIDField(null=True, blank=True, help_text="Who is at it.")
    evaluation_lease_expires_at = models.DateTimeField("taken until", null=True, blank=True)
    evaluation_error = models.TextField("why it failed", blank=True, help_text="Why the last attempt failed.")

    class Meta(PersonalModel.Meta):
        db_table = "answers"
        indexes = [
            models.Index(fields=["interview"], name="idx_answer_interview"),
            models.Index(fields=["question"], name="idx_answer_question"),
            models.Index(fields=["organization", "submitted_at"], name="idx_answer_submitted"),
            models.Index(fields=["organization", "user"], name="idx_answer_user"),
            models.Index(fields=["evaluation_status", "evaluation_due_at"], name="idx_answer_due"),
            models.Index(fields=["evaluation_status", "evaluation_lease_expires_at"], name="idx_answer_lease"),
        ]
        constraints = [
            one_of("answers", "evaluation_status", EvaluationStatus),
            *(
                range_check("answers", name, 0, 10)
                for name in (
                    "score", "ai_score", "human_score", "clarity_score", "relevance_score", "depth_score",
                    "structure_score", "communication_score", "technical_accuracy_score", "confidence_level",
                )
            ),
            range_check("answers", "sentiment_score", -1, 1),
            range_check("answers", "ai_confidence", 0, 1),
            *at_least_zero(
                "answers", "time_spent_seconds", "word_count", "character_count", "edited_count", "ai_processing_time",
                "evaluation_attempts",
            ),
            CheckConstraint(
                name="answers_say_something",
                # By length: for MariaDB, which compares without trailing spaces, a text of spaces equals none.
                condition=Q(GreaterThan(Length("text"), 0)) | Q(GreaterThan(Length("transcript"), 0))
                | ~Q(audio_url="") | ~Q(video_url=""),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.words[:80] or "Recording"

    def __repr__(self) -> str:
        return f"<Answer {self.uuid}>"  # what was said is no matter for logs

    @property
    def words(self) -> str:
        """What is evaluated: the text as typed, else what was said. Beside a transcript or recording, blank is none."""
        spoken: bool = bool(self.transcript or self.audio_url or self.video_url)
        words: str = self.transcript if spoken and not self.text.strip() else self.text
        return words


class Media(PersonalModel):
    """A recording, kept in Django's storage under a key of its tenant."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="media")
    kind = models.CharField(max_length=10, choices=MediaKind)
    key = models.CharField(max_length=256)
    content_type = models.CharField(max_length=100)
    size = models.BigIntegerField("bytes", help_text="Bytes.")
    sha256 = models.CharField("SHA-256", max_length=64)
    created_at = models.DateTimeField("uploaded")

    class Meta(PersonalModel.Meta):
        db_table = "media"
        verbose_name = "recording"
        constraints = [one_of("media", "kind", MediaKind), *at_least_zero("media", "size")]

    def __str__(self) -> str:
        return f"{self.kind}, {self.size} bytes"
