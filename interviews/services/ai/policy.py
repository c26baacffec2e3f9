"""Whether a person's answers may go to a language model, and which one an organization wants."""

from dataclasses import dataclass

from interviews.evaluation.llm.config import ConfigError, ModelConfig
from interviews.models import AIPolicy, EvaluatorKind
from interviews.selectors import said_to_ai
from interviews.services.ai.models import configured_models

OPTED_OUT = "the candidate opted out of language models"
NOT_AGREED = "the candidate has not agreed to language models"


@dataclass(frozen=True, slots=True)
class Choice:
    """An evaluator (`EvaluatorKind`), and the language model it is to use; empty: the first that is configured."""

    kind: str
    model: str = ""


def uses_llm(policy: AIPolicy) -> bool:
    """Tell whether answers may reach a language model under this policy at all."""
    return EvaluatorKind.LLM in (policy.evaluator, policy.challenger)


def objection(policy: AIPolicy, user_id: int) -> str:
    """Return why this person's answers may not go to a language model; empty where they may."""
    given = said_to_ai(user_id)
    if given is False:
        return OPTED_OUT
    return NOT_AGREED if policy.requires_consent and given is None else ""


def model_called(name: str) -> ModelConfig | None:
    """Return the configured model of this name, the first one for an empty name; None where there is none."""
    try:
        models = configured_models()
    except ConfigError:
        return None  # the system check tells the operator
    return models.get(name or next(iter(models), ""))
