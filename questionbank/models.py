"""What can be asked."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from accounts.models import Team
from interview_coach.core.history import History, Versioned
from interview_coach.core.models import PublicModel, at_least_zero, one_of, range_check, uuid7
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


class CompanyQuestionBank(Versioned, LibraryModel, PublicModel):
    """A company's collection of questions; its statistics are kept by `questionbank.services.banks`."""

    company_name = models.CharField("company", max_length=100)
    company_logo = models.CharField("logo", max_length=256, blank=True)
    industry = models.CharField(max_length=100, blank=True)
    company_size = models.CharField("size of the company", max_length=50, blank=True)
    total_questions = models.IntegerField("questions", default=0)
    verified_questions = models.IntegerField("verified questions", default=0)
    average_difficulty = models.FloatField(
        "mean difficulty", null=True, blank=True, help_text="Mean of its questions' ratings, 0–10."
    )
    created_at = models.DateTimeField("made", auto_now_add=True)
    updated_at = models.DateTimeField("last changed", auto_now=True)
    is_active = models.BooleanField("in use", default=True)
    description = models.TextField(blank=True)
    hiring_process_info = models.JSONField("hiring process", default=dict, blank=True)

    history = History(
        table="company_question_bank_history",
        without=("total_questions", "verified_questions", "average_difficulty"),
    )

    class Meta(LibraryModel.Meta):
        db_table = "company_question_banks"
        constraints = [
            UniqueConstraint(fields=["organization", "company_name"], name="company_question_banks_name_once"),
            range_check("company_question_banks", "average_difficulty", 0, 10),
            *at_least_zero("company_question_banks", "total_questions", "verified_questions"),
        ]

    def __str__(self) -> str:
        return self.company_name


class Question(Versioned, LibraryModel, PublicModel):
    """One version of a question. A reworded question is a new row whose parent is the version before."""

    bank = models.ForeignKey(
        CompanyQuestionBank,
        on_delete=models.SET_NULL,
        verbose_name="company bank",
        null=True,
        blank=True,
        related_name="questions",
    )
    text = models.TextField()
    category = models.CharField(max_length=50, blank=True)
    subcategory = models.CharField(max_length=50, blank=True)
    field = models.CharField(max_length=100)
    level = models.CharField(max_length=50, choices=Level)
    difficulty = models.CharField(max_length=20, choices=Difficulty)
    company = models.CharField(max_length=100, blank=True)
    position_type = models.CharField("position", max_length=100, blank=True)
    tags = models.JSONField(default=list, blank=True)
    keywords = models.JSONField(default=list, blank=True)

    hint = models.TextField(blank=True)
    follow_up_questions = models.JSONField(
        "follow-ups", default=list, blank=True, help_text='[{"text", "probes": [keyword]}]'
    )
    sample_answer = models.TextField(blank=True)
    ideal_answer_length = models.IntegerField("ideal length", null=True, blank=True, help_text="Words.")
    time_limit_seconds = models.IntegerField("time limit in seconds", null=True, blank=True)
    evaluation_criteria = models.JSONField(
        "criteria of its own",
        default=list,
        blank=True,
        help_text='[{"criterion", "weight", "description"}], weights sum to 100.',
    )

    created_at = models.DateTimeField("made", auto_now_add=True)
    updated_at = models.DateTimeField("last changed", auto_now=True)
    usage_count = models.IntegerField("times asked", default=0, help_text="How often it was handed out.")
    avg_score = models.FloatField("mean score", null=True, blank=True)
    avg_completion_time = models.FloatField("mean time taken", null=True, blank=True, help_text="Seconds.")
    difficulty_rating = models.FloatField(
        "difficulty by scores", null=True, blank=True, help_text="0 easy to 10 hard, from scores."
    )
    quality_score = models.FloatField("completeness", default=5.0, help_text="0–10, how complete its guidance is.")

    version = models.IntegerField(default=1)
    parent_question = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        verbose_name="version before",
        null=True,
        blank=True,
        related_name="later_versions",
    )
    is_active = models.BooleanField("in use", default=True)
    is_verified = models.BooleanField("verified", default=False)
    family = models.UUIDField(
        default=uuid7, editable=False, db_index=True, help_text="Shared by all versions of one question."
    )
    translations = models.JSONField(default=dict, blank=True, help_text='{"de": {"text", "hint"}}')

    history = History(
        table="question_history",
        without=("usage_count", "avg_score", "avg_completion_time", "difficulty_rating", "quality_score", "family"),
    )

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


class Category(models.TextChoices):
    """What a question is about in the widest sense; each has a default rubric."""

    TECHNICAL = "technical", _("Technical")
    BEHAVIORAL = "behavioral", _("Behavioral")
    HR = "hr", _("HR")


class Rubric(Versioned, LibraryModel, PublicModel):
    """What answers are judged on. Its criteria stand in numbered versions, which never change once published."""

    name = models.CharField(max_length=100)
    description = models.TextField(blank=True)
    default_for = models.CharField(  # noqa: DJ001  (null, not "": see the constraint)
        max_length=50, choices=Category, null=True, blank=True, help_text="The category whose default it is here."
    )
    question = models.OneToOneField(
        Question, on_delete=models.CASCADE, verbose_name="made from", null=True, blank=True, related_name="own_rubric",
        help_text="Made from a question's own criteria.",
    )  # fmt: skip
    live = models.ForeignKey(
        "RubricVersion", on_delete=models.PROTECT, verbose_name="live version", null=True, blank=True, related_name="+",
        help_text="The version that new answers are judged by.",
    )  # fmt: skip
    cloned_from = models.ForeignKey(  # no way back: others clone the house's
        "RubricVersion", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField("made", auto_now_add=True)
    updated_at = models.DateTimeField("last changed", auto_now=True)

    history = History(table="rubric_history")

    class Meta(LibraryModel.Meta):
        db_table = "rubrics"
        constraints = [
            UniqueConstraint(fields=["organization", "name"], name="rubrics_name_once"),
            # Null where it is no default: a unique key lets any number of those be.
            UniqueConstraint(fields=["organization", "default_for"], name="rubrics_one_default"),
            CheckConstraint(
                name="rubrics_default_for_known",
                condition=Q(default_for__isnull=True) | Q(default_for__in=Category.values),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RubricVersion(LibraryModel, PublicModel):
    """The criteria as they were at one time: a draft until published, and never changed from then on."""

    rubric = models.ForeignKey(Rubric, on_delete=models.CASCADE, related_name="versions")
    number = models.IntegerField(help_text="Within the rubric, from 1.")
    criteria = models.JSONField(
        help_text='[{"key", "label", "weight", "description", "levels": [{"score", "label", "anchor"}]}], sum 100.'
    )
    probe_threshold = models.FloatField(
        "follows up below",
        null=True,
        blank=True,
        help_text="An answer below this score is asked further, 0–10; empty: never.",
    )
    note = models.TextField(blank=True, help_text="What changed, and why.")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField("made")
    published_at = models.DateTimeField("published", null=True, blank=True)

    class Meta(LibraryModel.Meta):
        db_table = "rubric_versions"
        constraints = [
            UniqueConstraint(fields=["rubric", "number"], name="rubric_versions_number_once"),
            CheckConstraint(name="rubric_versions_number_positive", condition=Q(number__gte=1)),
            range_check("rubric_versions", "probe_threshold", 0, 10),
        ]

    def __str__(self) -> str:
        return f"{self.rubric.name}, version {self.number}"

    @property
    def label(self) -> str:
        """What is stored beside each feedback: the rubric's uuid and the version's number."""
        return f"{self.rubric.uuid}.{self.number}"


class QuestionTag(LibraryModel):
    """A question's tags, once more as rows: JSON containment cannot be asked of every database."""

    id = models.BigAutoField(primary_key=True)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="tag_rows")
    tag = models.CharField(max_length=50)

    class Meta(LibraryModel.Meta):
        db_table = "question_tags"
        constraints = [UniqueConstraint(fields=["question", "tag"], name="question_tags_once")]
        indexes = [models.Index(fields=["tag"], name="idx_question_tag")]

    def __str__(self) -> str:
        return self.tag


class QuestionStatistics(TenantModel):
    """What one organization's people made of a question: additive sums, so that organizations can be added up."""

    id = models.BigAutoField(primary_key=True)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="statistics")
    asked = models.IntegerField("times asked", default=0)
    scored = models.IntegerField("answers scored", default=0)
    score_total = models.FloatField("sum of scores", default=0.0)
    score_squares = models.FloatField("sum of their squares", default=0.0)
    seconds_total = models.BigIntegerField("seconds in all", default=0, help_text="Time spent on the scored answers.")

    class Meta(TenantModel.Meta):
        db_table = "question_statistics"
        verbose_name_plural = "question statistics"
        constraints = [
            UniqueConstraint(fields=["organization", "question"], name="question_statistics_once"),
            *at_least_zero("question_statistics", "asked", "scored", "score_squares", "seconds_total"),
        ]

    def __str__(self) -> str:
        return f"question {self.question_id}, asked {self.asked} times"


class QuestionCollection(TenantModel, PublicModel):
    """Questions that an organization put in an order, for everybody there or for some of its teams."""

    name = models.CharField(max_length=100)
    description = models.TextField(blank=True)
    shared_with_all = models.BooleanField(default=False, help_text="With the whole organization, not only with teams.")
    is_active = models.BooleanField(default=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta(TenantModel.Meta):
        db_table = "question_collections"
        constraints = [UniqueConstraint(fields=["organization", "name"], name="question_collections_name_once")]

    def __str__(self) -> str:
        return self.name


class CollectedQuestion(TenantModel):
    """A question's place in a collection."""

    id = models.BigAutoField(primary_key=True)
    collection = models.ForeignKey(QuestionCollection, on_delete=models.CASCADE, related_name="entries", db_index=False)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField(help_text="From 1.")

    class Meta(TenantModel.Meta):
        db_table = "collected_questions"
        constraints = [UniqueConstraint(fields=["collection", "question"], name="collected_questions_once")]

    def __str__(self) -> str:
        return f"{self.position}"


class CollectionShare(TenantModel):
    """A team that a collection is shared with."""

    id = models.BigAutoField(primary_key=True)
    collection = models.ForeignKey(QuestionCollection, on_delete=models.CASCADE, related_name="shares", db_index=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")

    class Meta(TenantModel.Meta):
        db_table = "collection_shares"
        constraints = [UniqueConstraint(fields=["collection", "team"], name="collection_shares_once")]

    def __str__(self) -> str:
        return f"{self.team_id}"
