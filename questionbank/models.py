"""What can be asked."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from interview_coach.core.models import PublicModel, at_least_zero, one_of, range_check
from interview_coach.core.tenancy import LibraryModel, TenantModel


class Field(models.TextChoices):
    """The fields everyone has; an organization may add its own (`Organization.extra_fields`)."""

    SOFTWARE_ENGINEERING = "software_engineering", _("Software engineering")
    DATA_SCIENCE = "data_science", _("Data science")
    BEHAVIORAL = "behavioral", _("Behavioral")
    HR = "hr", _("HR")


class Level(models.TextChoices):
    JUNIOR = "junior", _("Junior")
    MID = "mid", _("Mid")
    SENIOR = "senior", _("Senior")


class Difficulty(models.TextChoices):
    EASY = "easy", _("Easy")
    MEDIUM = "medium", _("Medium")
    HARD = "hard", _("Hard")


class CompanyQuestionBank(LibraryModel, PublicModel):
    """A company's collection of questions; its statistics are kept by `questionbank.services.banks`."""

    company_name = models.CharField(max_length=100)
    company_logo = models.CharField(max_length=256, blank=True)
    industry = models.CharField(max_length=100, blank=True)
    company_size = models.CharField(max_length=50, blank=True)
    total_questions = models.IntegerField(default=0)
    verified_questions = models.IntegerField(default=0)
    average_difficulty = models.FloatField(null=True, blank=True, help_text="Mean of its questions' ratings, 0–10.")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    is_active = models.BooleanField(default=True)
    description = models.TextField(blank=True)
    hiring_process_info = models.JSONField(default=dict, blank=True)

    class Meta(LibraryModel.Meta):
        db_table = "company_question_banks"
        constraints = [
            UniqueConstraint(fields=["organization", "company_name"], name="company_question_banks_name_once"),
            range_check("company_question_banks", "average_difficulty", 0, 10),
            *at_least_zero("company_question_banks", "total_questions", "verified_questions"),
        ]

    def __str__(self) -> str:
        return self.company_name


class Question(LibraryModel, PublicModel):
    """One version of a question. A reworded question is a new row whose parent is the version before."""

    bank = models.ForeignKey(
        CompanyQuestionBank, on_delete=models.SET_NULL, null=True, blank=True, related_name="questions"
    )
    text = models.TextField()
    category = models.CharField(max_length=50, blank=True)
    subcategory = models.CharField(max_length=50, blank=True)
    field = models.CharField(max_length=100)
    level = models.CharField(max_length=50, choices=Level)
    difficulty = models.CharField(max_length=20, choices=Difficulty)
    company = models.CharField(max_length=100, blank=True)
    position_type = models.CharField(max_length=100, blank=True)
    tags = models.JSONField(default=list, blank=True)
    keywords = models.JSONField(default=list, blank=True)

    hint = models.TextField(blank=True)
    follow_up_questions = models.JSONField(default=list, blank=True, help_text='[{"text", "probes": [keyword]}]')
    sample_answer = models.TextField(blank=True)
    ideal_answer_length = models.IntegerField(null=True, blank=True, help_text="Words.")
    time_limit_seconds = models.IntegerField(null=True, blank=True)
    evaluation_criteria = models.JSONField(
        default=list, blank=True, help_text='[{"criterion", "weight", "description"}], weights sum to 100.'
    )

    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    usage_count = models.IntegerField(default=0, help_text="How often it was handed out.")
    avg_score = models.FloatField(null=True, blank=True)
    avg_completion_time = models.FloatField(null=True, blank=True, help_text="Seconds.")
    difficulty_rating = models.FloatField(null=True, blank=True, help_text="0 easy to 10 hard, from scores.")
    quality_score = models.FloatField(default=5.0, help_text="0–10, how complete its guidance is.")

    version = models.IntegerField(default=1)
    parent_question = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="later_versions"
    )
    is_active = models.BooleanField(default=True)
    is_verified = models.BooleanField(default=False)
    translations = models.JSONField(default=dict, blank=True, help_text='{"de": {"text", "hint"}}')

    class Meta(LibraryModel.Meta):
        db_table = "questions"
        indexes = [
            models.Index(fields=["category"], name="idx_question_category"),
            models.Index(fields=["field", "level"], name="idx_question_field_level"),
            models.Index(fields=["difficulty"], name="idx_question_difficulty"),
            models.Index(fields=["company"], name="idx_question_company"),
        ]
        constraints = [
            CheckConstraint(name="questions_version_positive", condition=Q(version__gte=1)),
            one_of("questions", "level", Level),
            one_of("questions", "difficulty", Difficulty),
            range_check("questions", "avg_score", 0, 10),
            range_check("questions", "difficulty_rating", 0, 10),
            range_check("questions", "quality_score", 0, 10),
            *at_least_zero(
                "questions", "usage_count", "avg_completion_time", "ideal_answer_length", "time_limit_seconds"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    def in_language(self, language: str) -> tuple[str, str]:
        """Return text and hint in `language` where a translation exists, else as written."""
        translated = self.translations.get(language, {})
        return translated.get("text", self.text), translated.get("hint", self.hint)


class QuestionTag(LibraryModel):
    """A question's tags, once more as rows: JSON containment cannot be asked of every database."""

    id = models.BigAutoField(primary_key=True)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="tag_rows")
    tag = models.CharField(max_length=50)

    class Meta(LibraryModel.Meta):
        db_table = "question_tags"
        constraints = [UniqueConstraint(fields=["question", "tag"], name="question_tags_once")]
        indexes = [models.Index(fields=["tag"], name="idx_question_tag")]


class QuestionStatistics(TenantModel):
    """What one organization's people made of a question: additive sums, so that organizations can be added up."""

    id = models.BigAutoField(primary_key=True)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="statistics")
    asked = models.IntegerField(default=0)
    scored = models.IntegerField(default=0)
    score_total = models.FloatField(default=0.0)
    score_squares = models.FloatField(default=0.0)
    seconds_total = models.BigIntegerField(default=0, help_text="Time spent on the scored answers.")

    class Meta(TenantModel.Meta):
        db_table = "question_statistics"
        verbose_name_plural = "question statistics"
        constraints = [
            UniqueConstraint(fields=["organization", "question"], name="question_statistics_once"),
            *at_least_zero("question_statistics", "asked", "scored", "score_squares", "seconds_total"),
        ]
