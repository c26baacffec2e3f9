"""What an organization keeps for a while only: the words of interviews that have ended, and their recordings."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import Organization
from accounts.services.trail import record
from interview_coach.core.tenancy import all_tenants, tenant_scope
from interviews.models import Interview, Media, Status
from interviews.personal_data import HOLDINGS, TO_SITTING

ENDED = (Status.COMPLETED, Status.ABANDONED)
# Interviews in one transaction: enough to be quick, few enough that nobody waits for their rows.
BATCH = 100


def apply_retention(*, now: datetime) -> int:
    """Take from every organization's old interviews what it keeps no longer; return how many were touched."""
    with all_tenants():
        organizations = list(Organization.objects.order_by("pk"))
    return sum(_apply(organization, now) for organization in organizations)


def _apply(organization: Organization, now: datetime) -> int:
    touched = 0
    with tenant_scope(organization.pk):
        if organization.words_kept_days is not None:
            old = _ended_before(now - timedelta(days=organization.words_kept_days)).filter(words_erased_at=None)
            touched += sum(_erase_words(batch, now) for batch in _batches(old))
        if organization.recordings_kept_days is not None:
            old = _ended_before(now - timedelta(days=organization.recordings_kept_days))
            recorded = old.filter(pk__in=Media.objects.values("interview"))
            touched += sum(_delete_recordings(batch) for batch in _batches(recorded))
        if touched:
            record(organization_id=organization.pk, user_id=None, action="retention_applied", now=now,
                   entity_type="organization", entity_id=organization.uuid, interviews=touched)  # fmt: skip
    return touched


def _ended_before(moment: datetime) -> QuerySet[Interview]:
    return Interview.objects.filter(status__in=ENDED, last_activity_at__lt=moment)


def _batches(interviews: QuerySet[Interview]) -> Iterator[list[int]]:
    """Yield keys until none is left: each batch takes itself out of what is asked for."""
    while batch := list(interviews.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        yield batch


@transaction.atomic
def _erase_words(interviews: list[int], now: datetime) -> int:
    for holding in HOLDINGS:
        if path := TO_SITTING.get(holding.model):
            holding.erase(holding.where(**{f"{path}__in": interviews}))
    return Interview.objects.filter(pk__in=interviews).update(words_erased_at=now)


@transaction.atomic
def _delete_recordings(interviews: list[int]) -> int:
    (recordings,) = (holding for holding in HOLDINGS if holding.model is Media)
    recordings.erase(Media.objects.filter(interview__in=interviews))
    Interview.objects.filter(pk__in=interviews).update(session_recording_url="")
    return len(interviews)
