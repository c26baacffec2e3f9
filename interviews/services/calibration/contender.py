"""Who is measured: an evaluator, with the model behind it, for one organization."""

from dataclasses import dataclass

from interview_coach.core.exceptions import Conflict, Invalid
from interviews.evaluation import Evaluator, UnknownEvaluator, get_evaluator
from interviews.evaluation.contextual.files import available as contextual_available
from interviews.evaluation.llm.evaluator import LLMEvaluator
from interviews.evaluation.llm.prompt import PROMPT_VERSION
from interviews.models import EvaluatorKind
from interviews.selectors import policy_of
from interviews.services.ai.policy import model_called


class EvaluatorUnavailable(Conflict):
    code = "evaluator_unavailable"
    message = "This evaluator is not installed or configured here."


@dataclass(frozen=True, slots=True)
class Contender:
    """An evaluator by kind (`EvaluatorKind`); `model` is empty but for language models."""

    organization_id: int
    evaluator: str
    model: str = ""

    @property
    def asks_a_model(self) -> bool:
        """Whether an evaluation is a paid call over the network rather than milliseconds of arithmetic."""
        return self.evaluator == EvaluatorKind.LLM


def contender_for(organization_id: int, evaluator: str, model: str = "") -> Contender:
    """Return an evaluator that can be measured; an empty `model` is the first one configured.

    Raises `Invalid` for one that there is not, and `EvaluatorUnavailable` for one that is not set up here.
    """
    if evaluator != EvaluatorKind.LLM:
        evaluator_called(evaluator)
        return Contender(organization_id, str(evaluator))
    config = model_called(model)
    if config is None:
        raise EvaluatorUnavailable
    return Contender(organization_id, str(evaluator), config.name)


def asked_for(organization_id: int, evaluator: str, model: str) -> list[Contender]:
    """Return the evaluator that somebody names, with its model where they name one; those in use for no name.

    Raises `Invalid` also for a model that would be none of its own, and `EvaluatorUnavailable`.
    """
    if model and evaluator != EvaluatorKind.LLM:
        raise Invalid("model", "invalid", "A model goes with the evaluator `llm`.")
    return [contender_for(organization_id, evaluator, model)] if evaluator else in_use(organization_id)


def evaluator_called(name: str) -> Evaluator:
    """Return an evaluator that works offline. Raises `Invalid` and `EvaluatorUnavailable`."""
    if name == EvaluatorKind.CONTEXTUAL and not contextual_available():
        raise EvaluatorUnavailable
    try:
        return get_evaluator(name)
    except UnknownEvaluator as error:
        raise Invalid("evaluator", "invalid_choice", f"{error}.") from error


def stored_as(contender: Contender) -> tuple[str, str]:
    """Return name and version under which feedback of an evaluator is kept."""
    by = LLMEvaluator if contender.asks_a_model else evaluator_called(contender.evaluator)
    return by.name, by.version


def asked_as(contender: Contender) -> list[str]:
    """Return what a language model's verdicts rest on beside its name: the prompt, and the model behind the name, which
    an operator may change; nothing for evaluators that ask no model."""
    if not contender.asks_a_model:
        return []
    config = model_called(contender.model)
    return [PROMPT_VERSION, *([config.provider, config.model, config.base_url] if config else [])]


def in_use(organization_id: int) -> list[Contender]:
    """Return who judges an organization's answers: the policy's evaluator, and the challenger of its A/B test."""
    policy = policy_of(organization_id)
    both = [(policy.evaluator, policy.model), (policy.challenger, policy.challenger_model)]
    named = [serving(organization_id, evaluator, model) for evaluator, model in both if evaluator]
    return list(dict.fromkeys(named))


def serving(organization_id: int, evaluator: str, model: str) -> Contender:
    """Return who judges where an evaluator is asked for: the embedded one, if that is not set up here."""
    try:
        return contender_for(organization_id, evaluator, model)
    except EvaluatorUnavailable:
        return Contender(organization_id, EvaluatorKind.EMBEDDED.value)
