"""The ledger of calls: a row before each, with what it may use set aside, completed after it; and the month's budget.

Each writes in a short transaction of its own. No lock is held while a model is called.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.conf import settings
from django.db import transaction

from interview_coach.core.locking import locked
from interview_coach.core.tenancy import tenant_scope
from interviews import selectors
from interviews.evaluation.llm.config import ModelConfig
from interviews.evaluation.llm.meter import Meter
from interviews.models import AICall, AIPolicy, Outcome


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a call is for: a short name, the person whose words it is about, and the answer where it is about one."""

    name: str
    prompt_version: str = ""
    user_id: int | None = None
    answer_id: int | None = None


def open_call(
    *, policy: AIPolicy, config: ModelConfig, purpose: Purpose, tokens_in: int, tokens_out: int, now: datetime
) -> AICall:
    """Write a call down before it is made, setting its tokens and their cost aside.

    Where the month's budget has no room for them, it is written down as not made (`Outcome.OVER_BUDGET`).
    """
    tokens, cost = tokens_in + tokens_out, config.cost(tokens_in, tokens_out)
    with transaction.atomic():
        row = _row(policy, config, purpose, now)
        if _has_room(policy, tokens, cost, now):
            row.outcome, row.reserved_tokens, row.cost = Outcome.STARTED, tokens, cost
        else:
            row.outcome = Outcome.OVER_BUDGET
        row.save(force_insert=True)
    return row


def not_made(*, policy: AIPolicy, config: ModelConfig, purpose: Purpose, outcome: Outcome, now: datetime) -> AICall:
    """Write down that a call was not made, and why."""
    row = _row(policy, config, purpose, now)
    row.outcome = outcome
    row.save(force_insert=True)
    return row


def _row(policy: AIPolicy, config: ModelConfig, purpose: Purpose, now: datetime) -> AICall:
    return AICall(
        organization_id=policy.organization_id, user_id=purpose.user_id, answer_id=purpose.answer_id,
        purpose=purpose.name, provider=config.provider, model=config.name, prompt_version=purpose.prompt_version,
        temperature=config.temperature, started_at=now,
    )  # fmt: skip


def _has_room(policy: AIPolicy, tokens: int, cost: Decimal, now: datetime) -> bool:
    """Whether the month has room for a call; asked with the policy's row locked, so that two cannot take the same."""
    held = locked(AIPolicy.objects.filter(organization=policy.organization_id)).first()
    if held is None or (held.monthly_token_budget is None and held.monthly_cost_budget is None):
        return True
    since = now - timedelta(seconds=settings.EVALUATION_LEASE_SECONDS)
    spent = selectors.spent_in_month(policy.organization_id, now, running_since=since)
    return _fits(spent["tokens"] + tokens, held.monthly_token_budget) and _fits(
        spent["cost"] + cost, held.monthly_cost_budget
    )


def _fits(total: Decimal | int, budget: Decimal | int | None) -> bool:
    return budget is None or total <= budget


def close_call(*, row: AICall, config: ModelConfig, meter: Meter, outcome: str, detail: str, keeps: bool) -> None:
    """Complete a call's row by what was used; `keeps`: also what was sent and answered."""
    row.outcome, row.detail, row.milliseconds = outcome, detail, round(meter.milliseconds, 3)
    row.attempts, row.model_version = meter.requests, meter.model_version[:100]
    row.input_tokens, row.output_tokens = meter.input_tokens, meter.output_tokens
    row.reserved_tokens, row.cost = 0, config.cost(meter.input_tokens, meter.output_tokens)
    row.exchange = _storable(meter.exchange) if keeps else {}
    row.save()


def _storable(value: object) -> object:
    """JSON as every database takes it: NUL cannot be stored."""
    if isinstance(value, str):
        return value.replace("\x00", "\N{REPLACEMENT CHARACTER}")
    if isinstance(value, dict):
        return {str(key): _storable(item) for key, item in value.items()}
    return [_storable(item) for item in value] if isinstance(value, list) else value


def forget_exchanges(*, now: datetime) -> int:
    """Blank what was sent and answered in calls older than their organization keeps it; return how many."""
    return sum(_forget(policy, now) for policy in selectors.policies_everywhere())


def _forget(policy: AIPolicy, now: datetime) -> int:
    kept_since = now - timedelta(days=policy.retention_days or 0)
    with tenant_scope(policy.organization_id):
        return selectors.exchanges_before(policy.organization_id, kept_since).update(exchange={})
