"""What the calls of language models used up, and which still hold their words."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, DecimalField, F, QuerySet, Sum
from django.db.models.functions import Coalesce

from interviews.models import AICall, Outcome


def spent_in_month(organization_id: int, now: datetime, *, running_since: datetime) -> dict[str, Any]:
    """Return the tokens and US dollars of this month's AI calls (UTC), with what running ones have set aside.

    A call that began before `running_since` and never ended runs no more: its worker died.
    """
    calls = AICall.objects.filter(organization=organization_id, started_at__gte=_month_of(now))
    return _sums(calls.exclude(outcome=Outcome.STARTED, started_at__lt=running_since))


def _month_of(now: datetime) -> datetime:
    return now.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def _sums(calls: QuerySet[AICall]) -> dict[str, Any]:
    return calls.aggregate(
        calls=Count("pk"), tokens=Coalesce(Sum(F("input_tokens") + F("output_tokens") + F("reserved_tokens")), 0),
        cost=Coalesce(Sum("cost"), Decimal(0), output_field=DecimalField(max_digits=16, decimal_places=6)),
    )  # fmt: skip


def used_in_month(now: datetime, organization_id: int | None) -> dict[str, Any]:
    """Return number, tokens and US dollars of this month's AI calls, of one organization or all of the scope."""
    calls = AICall.objects.filter(started_at__gte=_month_of(now))
    if organization_id is not None:
        calls = calls.filter(organization=organization_id)
    return _sums(calls)


def calls_about(answer_id: int, since: datetime) -> int:
    """Return how many calls of language models were made about an answer since then, whatever came of them."""
    calls = AICall.objects.filter(answer=answer_id, started_at__gte=since)
    return calls.exclude(outcome__in=(Outcome.OVER_BUDGET, Outcome.CIRCUIT_OPEN)).count()


def exchanges_before(organization_id: int, when: datetime) -> QuerySet[AICall]:
    """Return an organization's calls from before `when` that still hold what was sent and answered."""
    return AICall.objects.filter(organization=organization_id, started_at__lt=when).exclude(exchange={})
