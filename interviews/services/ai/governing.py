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
from interviews.services.ai.policy import model_called
from interviews.signals import evaluator_going_live

LONGEST_FLAG = 50
CHOICES = ("evaluator", "model", "challenger", "challenger_model")  # columns that say who judges


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
    before, chosen = columns(policy, *changes), columns(policy, *CHOICES)
    in_use = _choices(policy)
    for name, value in changes.items():
        setattr(policy, name, value)
    check_policy(policy, chosen)
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
    return {(kind, _meant(model) if kind == EvaluatorKind.LLM else "") for kind, model in both if kind}


def _meant(model: str) -> str:
    config = model_called(model)  # an empty name means the first
    return config.name if config else model


def check_policy(policy: AIPolicy, chosen: Mapping[str, Any]) -> None:
    """Raise `Invalid` where a policy newly asks for what is not there, or contradicts itself.

    `chosen` are its `CHOICES` before. What was chosen and is gone since, a model of the operator's, keeps nobody from
    changing the rest.
    """
    if chosen != columns(policy, *CHOICES):
        _check_choice(policy, chosen, "evaluator", "model")
        _check_choice(policy, chosen, "challenger", "challenger_model")
        if policy.challenger and len(_choices(policy)) == 1:
            raise Invalid("challenger", "invalid_choice", "The arms of a test must differ.")
    flags = policy.review_flags
    if not isinstance(flags, list) or not all(isinstance(flag, str) and len(flag) <= LONGEST_FLAG for flag in flags):
        raise Invalid("review_flags", "invalid", "A list of flag names is needed.")


def _check_choice(policy: AIPolicy, chosen: Mapping[str, Any], kind_field: str, model_field: str) -> None:
    kind, model = getattr(policy, kind_field), getattr(policy, model_field)
    is_new_kind, is_new_model = kind != chosen[kind_field], model != chosen[model_field]
    if is_new_kind and kind == EvaluatorKind.CONTEXTUAL and not contextual_available():
        raise Invalid(kind_field, "invalid_choice", "The contextual tier is not installed here.")
    asks_a_model = kind == EvaluatorKind.LLM
    needed = (is_new_model and (model or asks_a_model)) or (is_new_kind and asks_a_model)
    if needed and model_called(model) is None:
        named = ", ".join(offered_models()) or "none"
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
