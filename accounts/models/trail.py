"""The audit trail."""

from django.conf import settings
from django.db import models

from interview_coach.core.models import PublicModel, at_least_zero
from interview_coach.core.tenancy import TenantModel


class ActivityLog(TenantModel, PublicModel):
    """A line of the trail: who did what to what, and how the request looked. Lines are added, never changed."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    action_type = models.CharField(max_length=50)
    action_description = models.TextField(blank=True)
    entity_type = models.CharField(max_length=50, blank=True)
    entity_id = models.CharField(max_length=36, blank=True)
    ip_address = models.CharField(max_length=45, blank=True)
    user_agent = models.CharField(max_length=256, blank=True)
    request_method = models.CharField(max_length=10, blank=True)
    request_path = models.CharField(max_length=256, blank=True)
    request_id = models.CharField(max_length=64, blank=True)
    status_code = models.IntegerField(null=True, blank=True)
    response_time = models.FloatField(null=True, blank=True, help_text="Milliseconds.")
    metadata = models.JSONField(default=dict, blank=True)
    timestamp = models.DateTimeField()

    class Meta(TenantModel.Meta):
        db_table = "activity_logs"
        indexes = [
            models.Index(fields=["organization", "user"], name="idx_log_user"),
            models.Index(fields=["organization", "timestamp"], name="idx_log_timestamp"),
            models.Index(fields=["organization", "action_type"], name="idx_log_action"),
        ]
        constraints = (*at_least_zero("activity_logs", "response_time"),)
