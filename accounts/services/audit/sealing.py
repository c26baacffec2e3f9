"""Seals lines of the trail, after their commit, in the order in which they became visible.

A transaction may commit after one that began later, so the highest key that was sealed says nothing of lower ones. Each
run looks again at everything above what had been sealed a good while before the last run: nothing is in flight so long.

Two sealers at once do no harm: numbers and lines are unique, whoever comes second fails and leaves that organization
to the first.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import groupby

from django.db import IntegrityError, transaction
from django.db.models import Count, Exists, Min, OuterRef, QuerySet

from accounts.models import ActivityLog, Seal
from accounts.services.audit import chain
from interview_coach.core.tenancy import all_tenants, tenant_scope

IN_FLIGHT = timedelta(minutes=15)  # longer than any transaction that writes to the trail
BATCH = 2000


def unsealed(*, everything: bool = False) -> QuerySet[ActivityLog]:
    """Return the lines that wait for a seal, oldest key first; `everything` looks below the mark too."""
    sealed = Seal.objects.filter(organization=OuterRef("organization"), line_uuid=OuterRef("uuid"))
    lines = ActivityLog.objects.filter(~Exists(sealed)).order_by("pk")
    return lines if everything else lines.filter(pk__gt=mark())


def mark() -> int:
    """The highest key that was sealed long enough before the last run: that run saw everything below it."""
    last = Seal.objects.order_by("-sealed_at").values_list("sealed_at", flat=True).first()
    if last is None:
        return 0
    before = Seal.objects.filter(sealed_at__lt=last - IN_FLIGHT).order_by("-sealed_at", "-line_id")
    return before.values_list("line_id", flat=True).first() or 0


def waiting() -> tuple[int, datetime | None]:
    """Return how many lines of all organizations wait for a seal, and the time of the oldest."""
    with all_tenants():
        found = unsealed().order_by().aggregate(lines=Count("pk"), since=Min("timestamp"))
    return found["lines"], found["since"]


def seal(*, now: datetime, everything: bool = False) -> int:
    """Seal what waits, in batches, until nothing does; return how many lines were sealed."""
    total = 0
    while True:
        with all_tenants():
            lines = list(unsealed(everything=everything)[:BATCH])
        sealed = sum(_seal_for(organization, own, now) for organization, own in _by_organization(lines))
        total += sealed
        if len(lines) < BATCH or not sealed:
            return total


def _by_organization(lines: list[ActivityLog]) -> Iterable[tuple[int, list[ActivityLog]]]:
    lines.sort(key=lambda line: line.organization_id)  # stable: keys stay in order within each
    return ((owner, list(own)) for owner, own in groupby(lines, key=lambda line: line.organization_id))


def _seal_for(organization_id: int, lines: list[ActivityLog], now: datetime) -> int:
    try:
        with tenant_scope(organization_id), transaction.atomic():
            Seal.objects.bulk_create(_links(organization_id, lines, now))
    except IntegrityError:
        return 0  # another sealer was here first; the next run sees what is left
    return len(lines)


def _links(organization_id: int, lines: list[ActivityLog], now: datetime) -> Iterable[Seal]:
    last = Seal.objects.order_by("-number").values_list("number", "digest").first()
    number, digest = last or (0, chain.START)
    for line in lines:
        number += 1
        origin, content = chain.commitment(line, chain.ORIGIN), chain.commitment(line, chain.CONTENT)
        own = chain.line_digest(line, origin, content)
        digest = chain.link(digest, number, now, own)
        yield Seal(
            organization_id=organization_id, number=number, line_id=line.pk, line_uuid=line.uuid,
            line_timestamp=line.timestamp, origin_commitment=origin, content_commitment=content, line_digest=own,
            digest=digest, sealed_at=now,
        )  # fmt: skip
