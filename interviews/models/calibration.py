"""Answers whose scores people gave, and how well evaluators agree with them."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

from interview_coach.core.models import PublicModel, at_least_zero, one_of, range_check
from interview_coach.core.tenancy import TenantModel
from interviews.models.review import Review
from questionbank.models import Question, Rubric, RubricVersion


class AnchorSource(models.TextChoices):
    IMPORTED = "imported", _("Imported")
    REVIEW = "review", _("From a review")


class Anchor(TenantModel, PublicModel):
    """An answer with human scores, by which evaluators and rubrics are measured. One from a review holds no copy."""

    rubric = models.ForeignKey(Rubric, on_delete=models.CASCADE, related_name="anchors")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    question_text = models.TextField(
        "question in words", blank=True, help_text="Where the question is not in the bank."
    )
    sample_answer = models.TextField(blank=True)
    text = models.TextField("answer", blank=True)
    review = models.OneToOneField(Review, on_delete=models.CASCADE, null=True, blank=True, related_name="anchor")
    scores = models.JSONField("scores by people", help_text="What each person gave, 0–10.")
    score = models.FloatField("score that counts", help_text="What counts: their mean, or their consensus.")
    source = models.CharField(max_length=20, choices=AnchorSource)
    is_active = models.BooleanField("counts", default=True)
    created_at = models.DateTimeField("added")

    class Meta(TenantModel.Meta):
        db_table = "anchors"
        constraints = [
            one_of("anchors", "source", AnchorSource),
            range_check("anchors", "score", 0, 10),
            CheckConstraint(name="anchors_have_a_text", condition=~Q(text="") | Q(review__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"Anchor {self.score}"


class RunPurpose(models.TextChoices):
    MEASURE = "measure", _("Measured")
    GATE = "gate", _("Before going live")
    DRIFT = "drift", _("Drift check")


class CalibrationRun(TenantModel, PublicModel):
    """One measurement of an evaluator under a rubric version against the organization's anchors."""

    rubric = models.ForeignKey(
        RubricVersion, on_delete=models.PROTECT, verbose_name="rubric version", related_name="calibration_runs"
    )
    evaluator = models.CharField(max_length=50)
    evaluator_version = models.CharField("version of the evaluator", max_length=20, blank=True)
    model = models.CharField(max_length=100, blank=True)
    purpose = models.CharField("occasion", max_length=20, choices=RunPurpose)
    anchors = models.IntegerField()
    anchors_digest = models.CharField(max_length=64, blank=True, help_text="Of the anchors it was measured by.")
    mae = models.FloatField("MAE", null=True, blank=True)
    bias = models.FloatField(null=True, blank=True)
    pearson = models.FloatField(null=True, blank=True)
    kappa = models.FloatField(null=True, blank=True, help_text="Quadratic weighted.")
    repeat_variance = models.FloatField(null=True, blank=True)
    human = models.JSONField(default=dict, blank=True, help_text="The same figures between two people.")
    passed = models.BooleanField(null=True, blank=True, help_text="Empty: too few anchors to judge.")
    reasons = models.JSONField(default=list, help_text="What lay outside the tolerances.")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, verbose_name="asked for by", null=True, related_name="+"
    )
    ran_at = models.DateTimeField("measured")

    class Meta(TenantModel.Meta):
        db_table = "calibration_runs"
        indexes = [models.Index(fields=["organization", "evaluator", "ran_at"], name="idx_calibration_newest")]
        constraints = [
            one_of("calibration_runs", "purpose", RunPurpose),
            *at_least_zero("calibration_runs", "anchors", "mae", "repeat_variance"),
        ]

    def __str__(self) -> str:
        return f"{self.evaluator}: {self.verdict.replace('_', ' ')}"

    @property
    def verdict(self) -> str:
        """`passed`, `failed`, or `not_enough` where there were too few anchors to judge by."""
        return {True: "passed", False: "failed", None: "not_enough"}[self.passed]
