"""What the numbers say: points in time, measured in a sitting."""

from django.db import models

from interviews.models import Interview, PersonalModel


class PerformanceMetric(PersonalModel):
    """One measured point. The table grows the fastest of all; nothing points at it."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="metrics", db_index=False)
    metric_type = models.CharField(max_length=50)
    metric_value = models.FloatField()
    metric_unit = models.CharField(max_length=20, blank=True)
    question_number = models.IntegerField(null=True, blank=True)
    timestamp = models.DateTimeField()
    metadata = models.JSONField(default=dict, blank=True)

    class Meta(PersonalModel.Meta):
        db_table = "performance_metrics"
        indexes = [
            models.Index(fields=["interview", "metric_type"], name="idx_metric_interview"),
            models.Index(fields=["organization", "timestamp"], name="idx_metric_timestamp"),
        ]
        constraints = [
            models.CheckConstraint(
                name="performance_metrics_question_from_one",
                condition=models.Q(question_number__isnull=True) | models.Q(question_number__gte=1),
            )
        ]

    def __str__(self) -> str:
        return f"{self.metric_type} {self.metric_value:g}"
