"""What somebody is asked to practise, how often, and by when."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q

from accounts.models import Team
from interview_coach.core.models import PublicModel, one_of, range_check
from interview_coach.core.tenancy import TenantModel
from interviews.models.vocabulary import InterviewType
from questionbank.models import CompanyQuestionBank, Level, QuestionCollection


class Assignment(TenantModel, PublicModel):
    """A plan for a team or for one person. Interviews that were started for it are its takes."""

    title = models.CharField(max_length=100)
    note = models.TextField(blank=True, help_text="What those who practise should know.")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+",
        verbose_name="person",
    )  # fmt: skip

    field = models.CharField(max_length=100)
    level = models.CharField(max_length=50, choices=Level)
    interview_type = models.CharField(max_length=50, choices=InterviewType)
    company = models.CharField(max_length=100, blank=True)
    bank = models.ForeignKey(CompanyQuestionBank, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    collection = models.ForeignKey(
        QuestionCollection, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    questions_total = models.IntegerField("questions", default=5)
    minimum_score = models.FloatField(null=True, blank=True, help_text="What a take has to reach to count, 0–10.")
    takes = models.IntegerField(default=1, help_text="How many interviews that count are asked for.")
    due_at = models.DateTimeField("due")

    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField("made")
    withdrawn_at = models.DateTimeField("withdrawn", null=True, blank=True)

    class Meta(TenantModel.Meta):
        db_table = "assignments"
        constraints = [
            CheckConstraint(
                name="assignments_for_a_team_or_a_person",
                condition=Q(team__isnull=False, user__isnull=True) | Q(team__isnull=True, user__isnull=False),
            ),
            one_of("assignments", "level", Level),
            one_of("assignments", "interview_type", InterviewType),
            range_check("assignments", "questions_total", 1, 20),
            range_check("assignments", "takes", 1, 50),
            range_check("assignments", "minimum_score", 0, 10),
        ]

    def __str__(self) -> str:
        return self.title
