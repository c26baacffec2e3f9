"""The audit trail, and the chain that seals it."""

import secrets

from django.conf import settings
from django.db import models

from interview_coach.core.append_only import AppendOnly
from interview_coach.core.models import PublicModel, at_least_zero
from interview_coach.core.tenancy import TenantModel

REQUEST = "request"


def new_salt() -> str:
    """Return 128 random bits in hex: without them nobody can guess what a commitment was made of."""
    return secrets.token_hex(16)


class ActivityLog(TenantModel, PublicModel):
    """A line of the trail: who did what to what, and how the request looked. Lines are added, never changed.

    What of a line is personal may be erased in two parts: where it came from, and what it says. Each has its salt.
    """

    append_only = AppendOnly(
        parts=(("ip_address", "user_agent", "origin_salt"), ("action_description", "metadata", "content_salt")),
        door="EXISTS (SELECT 1 FROM audit_rotations r WHERE r.organization_id = OLD.organization_id "
        "AND OLD.timestamp < r.until)",
    )

    # People are erased to shells and never deleted: an emptied pointer would be a changed line.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    subject = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False,
        help_text="Whom it was done to, where that is somebody else.",
    )  # fmt: skip
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
    origin_salt = models.CharField(max_length=32, blank=True, default=new_salt, editable=False)
    content_salt = models.CharField(max_length=32, blank=True, default=new_salt, editable=False)

    class Meta(TenantModel.Meta):
        db_table = "activity_logs"
        indexes = [
            models.Index(fields=["organization", "user"], name="idx_log_user"),
            models.Index(fields=["organization", "subject"], name="idx_log_subject"),
            models.Index(fields=["organization", "timestamp"], name="idx_log_timestamp"),
            models.Index(fields=["organization", "action_type"], name="idx_log_action"),
            models.Index(fields=["organization", "entity_id"], name="idx_log_entity"),
            models.Index(fields=["organization", "request_id"], name="idx_log_request"),
        ]
        constraints = (*at_least_zero("activity_logs", "response_time"),)

    def __str__(self) -> str:
        return f"{self.action_type}, {self.timestamp:%Y-%m-%d %H:%M:%S}"


class Seal(TenantModel):
    """A link of an organization's chain: one line of the trail, sealed in the order in which lines became visible.

    It names its line by uuid and time and does not point at it: the trail may be partitioned and rotated.
    """

    append_only = AppendOnly()

    id = models.BigAutoField(primary_key=True)
    number = models.BigIntegerField(help_text="From 1, without a gap, within the organization.")
    line_id = models.BigIntegerField(help_text="How far the sealer has come; not unique by promise.")
    line_uuid = models.UUIDField()
    line_timestamp = models.DateTimeField()
    origin_commitment = models.CharField(max_length=64, help_text="HMAC-SHA-256 over address and agent.")
    content_commitment = models.CharField(max_length=64, help_text="HMAC-SHA-256 over description and metadata.")
    line_digest = models.CharField(max_length=64, help_text="SHA-256 over the other columns and both commitments.")
    digest = models.CharField(max_length=64, help_text="SHA-256 over the previous digest, this number, time and line.")
    sealed_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        db_table = "audit_seals"
        indexes = [models.Index(fields=["sealed_at", "line_id"], name="idx_seal_progress")]  # across organizations
        constraints = (
            models.UniqueConstraint(fields=["organization", "number"], name="audit_seals_number_once"),
            models.UniqueConstraint(fields=["organization", "line_uuid"], name="audit_seals_line_once"),
            models.CheckConstraint(name="audit_seals_number_positive", condition=models.Q(number__gte=1)),
        )

    def __str__(self) -> str:
        return f"seal {self.number}"


class Rotation(TenantModel):
    """Leave to remove an organization's lines from before `until`: the one door out of the trail, itself for good."""

    append_only = AppendOnly()

    id = models.BigAutoField(primary_key=True)
    until = models.DateTimeField()
    reason = models.CharField(max_length=200, help_text="Why, and where the lines were archived.")
    created_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        db_table = "audit_rotations"

    def __str__(self) -> str:
        return f"until {self.until:%Y-%m-%d}"
