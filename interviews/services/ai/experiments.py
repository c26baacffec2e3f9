"""A/B tests of evaluators: every answer under test is judged by both arms and shown one, always the same."""

import hashlib
from dataclasses import dataclass
from uuid import UUID

from interviews.models import AIPolicy
from interviews.services.ai.policy import Choice

CHAMPION, CHALLENGER = "champion", "challenger"


@dataclass(frozen=True, slots=True)
class Arms:
    """The evaluator whose feedback is shown, and under test its arm and the evaluator of the other one."""

    shown: Choice
    arm: str = ""
    other: Choice | None = None

    @property
    def other_arm(self) -> str:
        return CHALLENGER if self.arm == CHAMPION else CHAMPION


def arms_for(policy: AIPolicy, answer_uuid: UUID) -> Arms:
    """Return who judges an answer: chance decides between the arms, but the answer's uuid is the die."""
    champion = Choice(policy.evaluator, policy.model)
    if not policy.challenger:
        return Arms(champion)
    challenger = Choice(policy.challenger, policy.challenger_model)
    if drawn(answer_uuid) < policy.challenger_share:
        return Arms(challenger, CHALLENGER, champion)
    return Arms(champion, CHAMPION, challenger)


def drawn(answer_uuid: UUID) -> float:
    """Return the answer's number from 0 to 1, evenly spread."""
    return int.from_bytes(hashlib.sha256(b"arm" + answer_uuid.bytes).digest()[:8]) / 2**64
