"""One sitting: the questions handed out, the answers given, the feedback on them, and what happened when."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThan
from django.utils.translation import gettext_lazy as _

from interview_coach.core.models import PublicModel, at_least_zero, one_of, range_check
from interview_coach.core.tenancy import TenantModel
from questionbank.models import CompanyQuestionBank, Level, Question


class InterviewType(models.TextChoices):
    TECHNICAL = "technical", _("Technical")
    BEHAVIORAL = "behavioral", _("Behavioral")
    HR = "hr", _("HR")
    MIXED = "mixed", _("Mixed")


class Mode(models.TextChoices):
    TEXT = "text", _("Text")
    AUDIO = "audio", _("Audio")
    VIDEO = "video", _("Video")


class DifficultyPreference(models.TextChoices):
    EASY = "easy", _("Easy")
    MEDIUM = "medium", _("Medium")
    HARD = "hard", _("Hard")
    ADAPTIVE = "adaptive", _("Adaptive")


class Status(models.TextChoices):
    IN_PROGRESS = "in_progress", _("In progress")
    PAUSED = "paused", _("Paused")
    COMPLETED = "completed", _("Completed")
    ABANDONED = "abandoned", _("Abandoned")


class Quality(models.TextChoices):
    EXCELLENT = "excellent", _("Excellent")
    GOOD = "good", _("Good")
    FAIR = "fair", _("Fair")
    POOR = "poor", _("Poor")


class SlotKind(models.TextChoices):
    MAIN = "main", _("Main")
    FOLLOW_UP = "follow_up", _("Follow-up")


class EvaluationStatus(models.TextChoices):
    PENDING = "pending", _("Pending")
    RUNNING = "running", _("Running")
    SUCCEEDED = "succeeded", _("Succeeded")
    FAILED = "failed", _("Failed")


class MediaKind(models.TextChoices):
    AUDIO = "audio", _("Audio")
    VIDEO = "video", _("Video")


class PersonalModel(TenantModel, PublicModel):
    """A row that a person produced in an organization; both are on it, so that rows can be spread by either."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)

    class Meta(TenantModel.Meta):
        abstract = True


class Interview(PersonalModel):
    """A sitting. Its counters, scores and event number change only while its row is locked (`services.sitting`)."""

    field = models.CharField(max_length=100)
    level = models.CharField(max_length=50, choices=Level)
    interview_type = models.CharField(max_length=50, choices=InterviewType)
    company = models.CharField(max_length=100, blank=True)
    position = models.CharField(max_length=100, blank=True)
    mode = models.CharField(max_length=20, choices=Mode, default=Mode.TEXT)
    difficulty_preference = models.CharField(
        max_length=20, choices=DifficultyPreference, default=DifficultyPreference.ADAPTIVE
    )
    bank = models.ForeignKey(CompanyQuestionBank, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    tags = models.JSONField(default=list, blank=True, help_text="Question tags asked for.")
    widened = models.JSONField(default=list, blank=True, help_text="The filters that had to be relaxed, in order.")

    started_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    resumed_at = models.DateTimeField(null=True, blank=True)
    last_activity_at = models.DateTimeField(help_text="When the candidate last did something here.")
    duration_seconds = models.IntegerField(default=0)
    active_time_seconds = models.IntegerField(default=0, help_text="Without pauses.")
    status = models.CharField(max_length=20, choices=Status, default=Status.IN_PROGRESS)

    overall_score = models.FloatField(null=True, blank=True)
    technical_score = models.FloatField(null=True, blank=True)
    communication_score = models.FloatField(null=True, blank=True)
    confidence_score = models.FloatField(null=True, blank=True)
    questions_answered = models.IntegerField(default=0)
    questions_total = models.IntegerField(default=5)

    average_answer_time = models.FloatField(null=True, blank=True, help_text="Seconds.")
    total_hints_used = models.IntegerField(default=0)
    pause_count = models.IntegerField(default=0)
    quality_rating = models.CharField(max_length=20, choices=Quality, blank=True)

    device_type = models.CharField(max_length=50, blank=True)
    browser = models.CharField(max_length=50, blank=True)
    ip_address = models.CharField(max_length=45, blank=True)
    session_recording_url = models.CharField(max_length=256, blank=True, help_text="Storage key; links are signed.")
    notes = models.TextField(blank=True)
    last_seq = models.IntegerField(default=0, help_text="Number of the newest event.")

    class Meta(PersonalModel.Meta):
        db_table = "interviews"
        indexes = [
            models.Index(fields=["organization", "user", "uuid"], name="idx_interview_user"),
            models.Index(fields=["organization", "status", "last_activity_at"], name="idx_interview_status"),
            models.Index(fields=["organization", "started_at"], name="idx_interview_started"),
            models.Index(fields=["organization", "interview_type", "level"], name="idx_interview_type_level"),
        ]
        constraints = [
            one_of("interviews", "status", Status),
            one_of("interviews", "level", Level),
            one_of("interviews", "interview_type", InterviewType),
            one_of("interviews", "mode", Mode),
            one_of("interviews", "difficulty_preference", DifficultyPreference),
            one_of("interviews", "quality_rating", Quality, blank=True),
            *(
                range_check("interviews", name, 0, 10)
                for name in ("overall_score", "technical_score", "communication_score", "confidence_score")
            ),
            range_check("interviews", "questions_total", 1, 20),
            *at_least_zero(
                "interviews", "duration_seconds", "active_time_seconds", "questions_answered", "average_answer_time",
                "total_hints_used", "pause_count", "last_seq",
            ),
            CheckConstraint(
                name="interviews_completed_has_time",
                condition=~Q(status=Status.COMPLETED) | Q(completed_at__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.field} {self.level} ({self.status})"


class InterviewQuestion(PersonalModel):
    """A slot of a sitting: what was handed out at a position, and why."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="slots", db_index=False)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=SlotKind, default=SlotKind.MAIN)
    question = models.ForeignKey(Question, on_delete=models.PROTECT, null=True, blank=True, related_name="slots")
    question_version = models.IntegerField(default=1)
    parent = models.ForeignKey("Answer", on_delete=models.CASCADE, null=True, blank=True, related_name="follow_ups")
    text = models.TextField(blank=True, help_text="A follow-up's own wording.")
    reason = models.TextField(blank=True, help_text="Why it was chosen.")
    handed_out_at = models.DateTimeField()
    skipped_at = models.DateTimeField(null=True, blank=True)
    hinted_at = models.DateTimeField(null=True, blank=True)
    draft = models.TextField(blank=True, help_text="What the candidate has typed so far.")

    class Meta(PersonalModel.Meta):
        db_table = "interview_questions"
        indexes = [models.Index(fields=["user", "question"], name="idx_slot_user_question")]
        constraints = [
            UniqueConstraint(fields=["interview", "position"], name="interview_questions_position_once"),
            UniqueConstraint(fields=["interview", "question"], name="interview_questions_question_once"),
            one_of("interview_questions", "kind", SlotKind),
            CheckConstraint(
                name="interview_questions_has_its_text",
                condition=Q(kind=SlotKind.MAIN, question__isnull=False)
                | (Q(kind=SlotKind.FOLLOW_UP, parent__isnull=False) & ~Q(text="")),
            ),
        ]

    def __str__(self) -> str:
        return f"Question {self.position}"


class Answer(PersonalModel):
    """What was said to a question. The row is also the queue entry of its evaluation (`services.evaluation`)."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="answers", db_index=False)
    question = models.ForeignKey(
        Question, on_delete=models.PROTECT, null=True, blank=True, related_name="answers", db_index=False
    )
    slot = models.OneToOneField(InterviewQuestion, on_delete=models.CASCADE, related_name="answer")

    text = models.TextField(blank=True)
    audio_url = models.CharField(max_length=256, blank=True, help_text="Storage key; links are signed on reading.")
    video_url = models.CharField(max_length=256, blank=True, help_text="Storage key; links are signed on reading.")
    transcript = models.TextField(blank=True)

    score = models.FloatField(null=True, blank=True)
    time_spent_seconds = models.IntegerField(default=0)
    word_count = models.IntegerField(default=0)
    character_count = models.IntegerField(default=0)

    clarity_score = models.FloatField(null=True, blank=True)
    relevance_score = models.FloatField(null=True, blank=True)
    depth_score = models.FloatField(null=True, blank=True)
    structure_score = models.FloatField(null=True, blank=True)
    communication_score = models.FloatField(null=True, blank=True)
    technical_accuracy_score = models.FloatField(null=True, blank=True)

    confidence_level = models.FloatField(null=True, blank=True)
    sentiment_score = models.FloatField(null=True, blank=True)
    key_phrases = models.JSONField(default=list, blank=True)

    submitted_at = models.DateTimeField()
    edited_count = models.IntegerField(default=0)
    hint_used = models.BooleanField(default=False)
    revision_history = models.JSONField(default=list, blank=True)
    delivery_metrics = models.JSONField(default=dict, blank=True, help_text="What the client measured.")

    ai_model_used = models.CharField(max_length=50, blank=True)
    ai_processing_time = models.FloatField(null=True, blank=True, help_text="Milliseconds.")
    ai_confidence = models.FloatField(null=True, blank=True)

    evaluation_status = models.CharField(max_length=20, choices=EvaluationStatus, default=EvaluationStatus.PENDING)
    evaluation_number = models.IntegerField(default=1, help_text="Which evaluation of this answer is due or done.")
    evaluation_attempts = models.IntegerField(default=0, help_text="How often this evaluation was taken up.")
    evaluation_due_at = models.DateTimeField(null=True, blank=True, help_text="Pending: when it may be taken up.")
    evaluation_lease = models.UUIDField(null=True, blank=True, help_text="Who is at it.")
    evaluation_lease_expires_at = models.DateTimeField(null=True, blank=True)
    evaluation_error = models.TextField(blank=True, help_text="Why the last attempt failed.")

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
                    "score", "clarity_score", "relevance_score", "depth_score", "structure_score",
                    "communication_score", "technical_accuracy_score", "confidence_level",
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

    @property
    def words(self) -> str:
        """What is evaluated: the text as typed, else what was said."""
        return self.text or self.transcript


class Feedback(PersonalModel):
    """One evaluation of an answer, pinned to everything it rests on; a later one is another row."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="feedback", db_index=False)
    number = models.IntegerField(help_text="Within the answer, from 1.")
    score = models.FloatField()
    strengths = models.JSONField(default=list)
    improvements = models.JSONField(default=list)
    detailed_feedback = models.TextField(blank=True)

    content_score = models.FloatField(null=True, blank=True)
    structure_score = models.FloatField(null=True, blank=True)
    communication_score = models.FloatField(null=True, blank=True)
    technical_accuracy_score = models.FloatField(null=True, blank=True)
    criteria = models.JSONField(default=list, help_text="The rubric's criteria with their scores and reasons.")
    flags = models.JSONField(default=list, help_text="What the guards found, with the cap each one set.")

    action_items = models.JSONField(default=list)
    learning_resources = models.JSONField(default=list)
    practice_suggestions = models.JSONField(default=list)

    ai_model = models.CharField(max_length=50)
    ai_model_version = models.CharField(max_length=20, blank=True)
    ai_temperature = models.FloatField(null=True, blank=True)
    ai_tokens_used = models.IntegerField(default=0)
    ai_processing_time = models.FloatField(null=True, blank=True, help_text="Milliseconds.")
    ai_confidence_score = models.FloatField(null=True, blank=True)
    evaluator = models.CharField(max_length=50)
    evaluator_version = models.CharField(max_length=20)
    rubric_version = models.CharField(max_length=50)
    prompt_version = models.CharField(max_length=50, blank=True)

    generated_at = models.DateTimeField()
    user_rating = models.IntegerField(null=True, blank=True)
    helpfulness_score = models.FloatField(null=True, blank=True)
    was_helpful = models.BooleanField(null=True, blank=True)
    alternative_feedbacks = models.JSONField(default=list, blank=True)

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
            *at_least_zero("feedback", "ai_tokens_used", "ai_processing_time", "ai_temperature"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Feedback {self.number}: {self.score}"


class InterviewEvent(PersonalModel):
    """What happened in a sitting, numbered without gaps. Sockets and the events call read from here alone."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="events", db_index=False)
    seq = models.IntegerField()
    type = models.CharField(max_length=50)
    at = models.DateTimeField()
    data = models.JSONField(default=dict)

    class Meta(PersonalModel.Meta):
        db_table = "interview_events"
        constraints = [
            UniqueConstraint(fields=["interview", "seq"], name="interview_events_seq_once"),
            CheckConstraint(name="interview_events_seq_positive", condition=Q(seq__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.type}"


class Media(PersonalModel):
    """A recording, kept in Django's storage under a key of its tenant."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="media")
    kind = models.CharField(max_length=10, choices=MediaKind)
    key = models.CharField(max_length=256)
    content_type = models.CharField(max_length=100)
    size = models.BigIntegerField(help_text="Bytes.")
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    class Meta(PersonalModel.Meta):
        db_table = "media"
        verbose_name_plural = "media"
        constraints = [one_of("media", "kind", MediaKind), *at_least_zero("media", "size")]

    def __str__(self) -> str:
        return f"{self.kind}, {self.size} bytes"
