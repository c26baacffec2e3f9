"""One sitting, its slots, and what happened when."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from interview_coach.core.fields import TenantTextField
from interview_coach.core.history import History, Versioned
from interview_coach.core.models import at_least_zero, one_of, range_check
from interviews.models.assignment import Assignment
from interviews.models.personal import PersonalModel
from interviews.models.vocabulary import DifficultyPreference, InterviewType, Mode, Quality, SlotKind, Status
from questionbank.models import CompanyQuestionBank, Level, Question, QuestionCollection

# What goes on by itself while answers come in and are judged, and what is known of the device.
RUNNING = (
    "last_activity_at", "last_seq", "duration_seconds", "active_time_seconds", "questions_answered",
    "average_answer_time", "total_hints_used", "pause_count", "overall_score", "technical_score",
    "communication_score", "confidence_score", "quality_rating", "device_type", "browser", "ip_address",
    "session_recording_url", "words_erased_at",
)  # fmt: skip


class Interview(Versioned, PersonalModel):
    """A sitting. Its counters, scores and event number change only while its row is locked (`services.sitting`)."""

    field = models.CharField(max_length=100)
    level = models.CharField(max_length=50, choices=Level)
    interview_type = models.CharField("type", max_length=50, choices=InterviewType)
    company = models.CharField(max_length=100, blank=True)
    position = models.CharField(max_length=100, blank=True)
    mode = models.CharField(max_length=20, choices=Mode, default=Mode.TEXT)
    difficulty_preference = models.CharField(
        "difficulty", max_length=20, choices=DifficultyPreference, default=DifficultyPreference.ADAPTIVE
    )
    bank = models.ForeignKey(
        CompanyQuestionBank,
        on_delete=models.SET_NULL,
        verbose_name="company bank",
        null=True,
        blank=True,
        related_name="+",
    )
    collection = models.ForeignKey(
        QuestionCollection, on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="Whose questions are asked, in order.",
    )  # fmt: skip
    assignment = models.ForeignKey(
        Assignment,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="What it is a take of.",
    )
    tags = models.JSONField(default=list, blank=True, help_text="Question tags asked for.")
    asks_follow_ups = models.BooleanField(default=True, help_text="Whether an answer may lead to a follow-up.")
    widened = models.JSONField(
        "filters relaxed", default=list, blank=True, help_text="The filters that had to be relaxed, in order."
    )

    started_at = models.DateTimeField("began")
    completed_at = models.DateTimeField("completed", null=True, blank=True)
    paused_at = models.DateTimeField("paused", null=True, blank=True)
    resumed_at = models.DateTimeField("resumed", null=True, blank=True)
    last_activity_at = models.DateTimeField("last active", help_text="When the candidate last did something here.")
    duration_seconds = models.IntegerField("seconds in all", default=0)
    active_time_seconds = models.IntegerField("active seconds", default=0, help_text="Without pauses.")
    status = models.CharField(max_length=20, choices=Status, default=Status.IN_PROGRESS)

    overall_score = models.FloatField(null=True, blank=True)
    technical_score = models.FloatField("technical", null=True, blank=True)
    communication_score = models.FloatField("communication", null=True, blank=True)
    confidence_score = models.FloatField("assured wording", null=True, blank=True)
    questions_answered = models.IntegerField(default=0)
    questions_total = models.IntegerField("questions planned", default=5)

    average_answer_time = models.FloatField("seconds to an answer", null=True, blank=True, help_text="Seconds.")
    total_hints_used = models.IntegerField("hints used", default=0)
    pause_count = models.IntegerField("pauses", default=0)
    quality_rating = models.CharField("grade", max_length=20, choices=Quality, blank=True)

    device_type = models.CharField("device", max_length=50, blank=True)
    browser = models.CharField(max_length=50, blank=True)
    ip_address = models.CharField("IP address", max_length=45, blank=True)
    session_recording_url = models.CharField(max_length=256, blank=True, help_text="Storage key; links are signed.")
    notes = TenantTextField(blank=True)
    words_erased_at = models.DateTimeField(
        null=True, blank=True, help_text="Since when only scores, times and counts are left of it."
    )
    last_seq = models.IntegerField("events so far", default=0, help_text="Number of the newest event.")

    history = History(table="interview_history", without=RUNNING)

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
    question_version = models.IntegerField("version of the question", default=1)
    parent = models.ForeignKey(
        "Answer",
        on_delete=models.CASCADE,
        verbose_name="follow-up to",
        null=True,
        blank=True,
        related_name="follow_ups",
    )
    text = models.TextField(blank=True, help_text="A follow-up's own wording.")
    probes = models.JSONField(
        "terms asked for", default=list, blank=True, help_text="The terms a follow-up's answer is held against."
    )
    reason = models.TextField(blank=True, help_text="Why it was chosen.")
    handed_out_at = models.DateTimeField("handed out")
    skipped_at = models.DateTimeField("skipped", null=True, blank=True)
    hinted_at = models.DateTimeField("hint given", null=True, blank=True)
    draft = TenantTextField(blank=True, help_text="What the candidate has typed so far.")

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


class InterviewEvent(PersonalModel):
    """What happened in a sitting, numbered without gaps. Sockets and the events call read from here alone."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="events", db_index=False)
    seq = models.IntegerField("number")
    type = models.CharField(max_length=50)
    at = models.DateTimeField("happened at")
    data = models.JSONField(default=dict)

    class Meta(PersonalModel.Meta):
        db_table = "interview_events"
        constraints = [
            UniqueConstraint(fields=["interview", "seq"], name="interview_events_seq_once"),
            CheckConstraint(name="interview_events_seq_positive", condition=Q(seq__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.type}"
