"""What AI does with one's answers: the organization's policy, and what a person says to it."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rules import may
from interview_coach.core.api.views import ScopedView
from interviews import selectors
from interviews.api import ai_shapes as shapes
from interviews.api import examples
from interviews.models import AIPolicy
from interviews.services.ai import governing
from interviews.services.ai.policy import uses_llm


class Policy(ScopedView):
    @extend_schema(responses=shapes.PolicyOut)
    def get(self, request: Request, uuid: UUID) -> Response:
        """What AI is used on one's answers here. Budgets, reviews and gates are for coach and up."""
        return Response(self._shown(governing.policy_for(self.actor, uuid)))

    @extend_schema(request=shapes.PolicyIn, responses=shapes.PolicyOut, examples=[examples.POLICY])
    def patch(self, request: Request, uuid: UUID) -> Response:
        """Change it. For owner and admin; an evaluator that is new must pass the calibration gate."""
        changes = self.body(shapes.PolicyIn)
        policy = governing.change_own_policy(actor=self.actor, organization_uuid=uuid, changes=changes, now=self.now)
        return Response(self._shown(policy))

    def _shown(self, policy: AIPolicy) -> dict[str, Any]:
        return (shapes.PolicyOut if may(self.actor, "ai.read") else shapes.PolicyOnOneOut).of(policy)


class Consent(ScopedView):
    @extend_schema(responses=shapes.ConsentOut)
    def get(self, request: Request) -> Response:
        """Whether one lets language models read one's answers in this organization, and whether they would."""
        return Response(self._said())

    @extend_schema(request=shapes.ConsentIn, responses=shapes.ConsentOut, examples=[examples.CONSENT])
    def put(self, request: Request) -> Response:
        """Agree, or opt out, from the next evaluation on: then only the embedded evaluator reads one's answers."""
        governing.say_to_ai(actor=self.actor, now=self.now, **self.body(shapes.ConsentIn))
        return Response(self._said())

    def _said(self) -> dict[str, Any]:
        policy = selectors.policy_of(self.actor.organization_id)
        return {
            "given": selectors.said_to_ai(self.actor.user_id), "required": policy.requires_consent,
            "uses_language_model": uses_llm(policy), "evaluator": policy.evaluator, "model": policy.model,
            "retention_days": policy.retention_days,
        }  # fmt: skip
