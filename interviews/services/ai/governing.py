"""What an organization decides about AI, and what a person says to it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.rules import Actor, require
from accounts.services.trail import changed, columns, record
from interview_coach.core.exceptions import Invalid, NotFound
from interview_coach.core.locking import locked
from interviews import selectors
from interviews.evaluation.contextual.files import available as contextual_available
from interviews.models import AIConsent, AIPolicy, EvaluatorKind
from interviews.services.ai.models import offered_models
from interviews.signals import evaluator_going_live

LONGEST_FLAG = 50


def policy_for(actor: Actor, organization_uuid: UUID) -> AIPolicy:
    """Return the policy of the actor's active organization; raise `NotFound` for any other."""
    if organization_uuid != actor.organization_uuid:
        raise NotFound
    return selectors.policy_of(actor.organization_id)


def change_own_policy(*, actor: Actor, organization_uuid: UUID, changes: Mapping[str, Any], now: datetime) -> AIPolicy:
    """Change the policy of the actor's active organization. Raises `NotFound`, `Forbidden`, and as `change_policy`."""
    policy_for(actor, organization_uuid)
    require(actor, "ai.change")
    return change_policy(organization_id=actor.organization_id, changes=changes, user_id=actor.user_id, now=now)


@transaction.atomic
def change_policy(*, organization_id: int, changes: Mapping[str, Any], user_id: int, now: datetime) -> AIPolicy:
    """Change an organization's policy, making one where there is none.

    Raises `Invalid` for what cannot be, and what a listener of `evaluator_going_live` raises: nothing changes then.
    """
    policy = _held(organization_id)
    before = columns(policy, *changes)
    in_use = _choices(policy)
    for name, value in changes.items():
        setattr(policy, name, value)
    check_policy(policy)
    policy.save()
    for evaluator, model in _choices(policy) - in_use:
        evaluator_going_live.send(sender=AIPolicy, organization_id=organization_id, evaluator=evaluator, model=model,
                                  user_id=user_id, now=now)  # fmt: skip
    record(organization_id=organization_id, user_id=user_id, action="ai_policy_change", now=now,
           entity_type="ai_policy", entity_id=policy.uuid, **changed(before, columns(policy, *changes)))  # fmt: skip
    return policy


def _held(organization_id: int) -> AIPolicy:
    """The organization's row, locked; made from the defaults first where there is none."""
    defaults = selectors.policy_of(organization_id)
    columns = {"evaluator": defaults.evaluator, "review_flags": defaults.review_flags}
    AIPolicy.objects.get_or_create(organization_id=organization_id, defaults=columns)
    held: AIPolicy = locked(AIPolicy.objects.filter(organization=organization_id)).get()
    return held


def _choices(policy: AIPolicy) -> set[tuple[str, str]]:
    """The evaluators that judge under a policy, each with its model where it uses one."""
    both = ((policy.evaluator, policy.model), (policy.challenger, policy.challenger_model))
    return {(kind, model if kind == EvaluatorKind.LLM else "") for kind, model in both if kind}


def check_policy(policy: AIPolicy) -> None:
    """Raise `Invalid` where a policy asks for what is not there, or contradicts itself."""
    _check_choice("evaluator", policy.evaluator, "model", policy.model)
    _check_choice("challenger", policy.challenger, "challenger_model", policy.challenger_model)
    if policy.challenger and len(_choices(policy)) == 1:
        raise Invalid("challenger", "invalid_choice", "The arms of a test must differ.")
    flags = policy.review_flags
    if not isinstance(flags, list) or not all(isinstance(flag, str) and len(flag) <= LONGEST_FLAG for flag in flags):
        raise Invalid("review_flags", "invalid", "A list of flag names is needed.")


def _check_choice(kind_field: str, kind: str, model_field: str, model: str) -> None:
    if kind == EvaluatorKind.CONTEXTUAL and not contextual_available():
        raise Invalid(kind_field, "invalid_choice", "The contextual tier is not installed here.")
    offered = offered_models()
    if (model or kind == EvaluatorKind.LLM) and model not in offered:
        named = ", ".join(offered) or "none"
        raise Invalid(model_field, "invalid_choice", f"No such model is configured by the operator; there is: {named}.")


@transaction.atomic
def say_to_ai(*, actor: Actor, given: bool, now: datetime) -> AIConsent:
    """Write down whether the actor lets language models read their answers, from now on and in this organization."""
    said: AIConsent = AIConsent.objects.create(
        organization_id=actor.organization_id, user_id=actor.user_id, given=given, at=now
    )
    record(organization_id=actor.organization_id, user_id=actor.user_id, action="ai_consent", now=now,
           entity_type="ai_consent", entity_id=said.uuid, given=given)  # fmt: skip
    return said
