"""Answers that a person looks at again, and what the reviewers said."""

from django.conf import settings
from django.db import models
from django.db.models import UniqueConstraint
from django.utils.translation import gettext_lazy as _

from interview_coach.core.fields import TenantJSONField, TenantTextField
from interview_coach.core.models import PublicModel, one_of, range_check
from interview_coach.core.tenancy import TenantModel
from interviews.models.answer import Answer
from interviews.models.feedback import Feedback
from interviews.models.personal import PersonalModel
from questionbank.models import RubricVersion


class ReviewStatus(models.TextChoices):
    OPEN = "open", _("Open")
    SECOND = "second", _("Waits for a second reviewer")
    DISPUTED = "disputed", _("The reviewers disagree")
    SETTLED = "settled", _("Settled")
    WITHDRAWN = "withdrawn", _("Withdrawn: the answer was revised")


class Review(PersonalModel):
    """One answer in the review queue; `user` is who gave the answer. The AI's feedback stays as it was."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="reviews")
    feedback = models.ForeignKey(
        Feedback, on_delete=models.RESTRICT, related_name="reviews", help_text="Under review; both go with the answer."
    )
    rubric = models.ForeignKey(RubricVersion, on_delete=models.PROTECT, verbose_name="rubric version", related_name="+")
    reasons = models.JSONField(default=list, help_text="Why a person should look.")
    appeal = TenantTextField("the candidate's words", blank=True, help_text="What the candidate said who asked for it.")
    status = models.CharField(max_length=20, choices=ReviewStatus, default=ReviewStatus.OPEN)
    reviewers_needed = models.PositiveSmallIntegerField(default=1)
    score = models.FloatField("agreed score", null=True, blank=True, help_text="What the reviewers agreed on.")
    opened_at = models.DateTimeField("came in")
    settled_at = models.DateTimeField("settled", null=True, blank=True)

    class Meta(PersonalModel.Meta):
        db_table = "reviews"
        indexes = [models.Index(fields=["organization", "status", "opened_at", "uuid"], name="idx_review_queue")]
        constraints = [
            UniqueConstraint(fields=["feedback"], name="reviews_once_a_feedback"),
            one_of("reviews", "status", ReviewStatus),
            range_check("reviews", "score", 0, 10),
            range_check("reviews", "reviewers_needed", 1, 2),
        ]

    def __str__(self) -> str:
        return f"Review ({self.status})"


class Verdict(TenantModel, PublicModel):
    """What one reviewer gave, criterion by criterion, with the rubric the AI had."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="verdicts")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    criteria = TenantJSONField(help_text='[{"key", "score", "comment"?}], one for each criterion of the rubric.')
    score = models.FloatField(help_text="The weighted mean of the criteria.")
    comment = TenantTextField(blank=True)
    settles = models.BooleanField(
        "settles a dispute", default=False, help_text="Given to end a dispute: it alone decides."
    )
    at = models.DateTimeField("given at")

    class Meta(TenantModel.Meta):
        db_table = "verdicts"
        constraints = [
            UniqueConstraint(fields=["review", "reviewer"], name="verdicts_once_a_reviewer"),
            range_check("verdicts", "score", 0, 10),
        ]

    def __str__(self) -> str:
        return f"Verdict {self.score}"
