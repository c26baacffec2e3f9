"""What every table has, and the one table the API's own machinery needs."""

import uuid as stdlib_uuid

import uuid_utils.compat
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q

from interview_coach.core.fields import TenantJSONField
from interview_coach.core.tenancy import TenantModel


def uuid7() -> stdlib_uuid.UUID:
    """Return a time-ordered UUID (RFC 9562, version 7): new rows land at the end of the index."""
    return uuid_utils.compat.uuid7()


class PublicModel(models.Model):
    """A row with an integer key for joins and a uuid for the world."""

    id = models.BigAutoField(primary_key=True)
    uuid = models.UUIDField(unique=True, default=uuid7, editable=False)

    class Meta:
        abstract = True


def range_check(table: str, field: str, low: float, high: float) -> CheckConstraint:
    """Return the constraint that `field` of `table`, where present, lies within [low, high]."""
    return CheckConstraint(
        name=f"{table}_{field}_range",
        condition=Q(**{f"{field}__isnull": True}) | (Q(**{f"{field}__gte": low}) & Q(**{f"{field}__lte": high})),
    )


def at_least_zero(table: str, *fields: str) -> list[CheckConstraint]:
    """Return one constraint for each field: where present, it is not negative."""
    return [
        CheckConstraint(
            name=f"{table}_{field}_not_negative", condition=Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": 0})
        )
        for field in fields
    ]


def one_of(table: str, field: str, choices: type[models.TextChoices], *, blank: bool = False) -> CheckConstraint:
    """Return the constraint that `field` of `table` holds one of the stored values of `choices`."""
    values = [*choices.values, ""] if blank else list(choices.values)
    return CheckConstraint(name=f"{table}_{field}_known", condition=Q(**{f"{field}__in": values}))


class IdempotencyKey(TenantModel):
    """What a POST with an `Idempotency-Key` answered, or the lease of the request that is still at it."""

    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    scope = models.CharField(max_length=64, help_text="SHA-256 over organization, method, path and key.")
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 over the body.")
    lease_token = models.UUIDField(default=uuid7)
    lease_expires_at = models.DateTimeField()
    status_code = models.PositiveSmallIntegerField(null=True)
    response = TenantJSONField(null=True)
    created_at = models.DateTimeField(db_index=True)

    class Meta(TenantModel.Meta):
        db_table = "idempotency_keys"
        constraints = [
            models.UniqueConstraint(fields=["user", "scope"], name="idempotency_keys_once"),
            CheckConstraint(name="idempotency_keys_lease_after", condition=Q(lease_expires_at__gte=F("created_at"))),
        ]

    def __str__(self) -> str:
        return f"key {self.pk} of {self.user_id}"


class ColumnPass(models.Model):
    """How far a job has come that rewrites a column of ciphertext (`core.rewriting`). No tenant's."""

    id = models.BigAutoField(primary_key=True)
    job = models.CharField(max_length=64, help_text="What is being done, and to what end.")
    column = models.CharField(max_length=128, help_text="Table and column.")
    cursor = models.BigIntegerField(default=0, help_text="The last primary key that was looked at.")
    rewritten = models.BigIntegerField(default=0, help_text="Rows.")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "column_passes"
        verbose_name_plural = "column passes"
        constraints = [
            models.UniqueConstraint(fields=["job", "column"], name="column_passes_once"),
            *at_least_zero("column_passes", "cursor", "rewritten"),
        ]

    def __str__(self) -> str:
        return f"{self.job} {self.column}"
