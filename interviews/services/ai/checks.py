"""System checks: what an operator can misconfigure about language models is told at startup, not by a candidate."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from interviews.evaluation.llm.config import ConfigError, ModelConfig
from interviews.models import EvaluatorKind
from interviews.services.ai.models import configured_models

MARGIN_SECONDS = 10  # for everything about an evaluation that is not waiting for a model


@register()
def check_models(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """LLM_MODELS can be read, its keys are there, and its calls end before their answer's lease does."""
    try:
        models = configured_models()
    except ConfigError as error:
        return [Error(f"LLM_MODELS is malformed. {error}", hint="See docs/ai.md.", id="interviews.E001")]
    found = [message for config in models.values() for message in (*_too_long(config), *_keyless(config))]
    if settings.EVALUATOR not in EvaluatorKind.values:
        known = ", ".join(EvaluatorKind.values)
        found.append(Error(f"EVALUATOR is one of {known}.", id="interviews.E003"))
    elif settings.EVALUATOR == EvaluatorKind.LLM and not models:
        found.append(Error("EVALUATOR is llm, but LLM_MODELS is empty.", id="interviews.E004"))
    return found


def _too_long(config: ModelConfig) -> list[CheckMessage]:
    """Both arms of an A/B test may ask a model, one after the other, under one lease."""
    if 2 * config.deadline + MARGIN_SECONDS <= settings.EVALUATION_LEASE_SECONDS:
        return []
    least = 2 * config.deadline + MARGIN_SECONDS
    text = f"A call of {config.name} may outlast EVALUATION_LEASE_SECONDS, and its answer would be evaluated twice."
    return [Error(text, hint=f"Make the lease {least:g} or more, or the deadline shorter.", id="interviews.E002")]


def _keyless(config: ModelConfig) -> list[CheckMessage]:
    if config.api_key or config.base_url:  # a server of one's own may need none
        return []
    return [Error(f"{config.name} needs an api_key, or the base_url of a server that asks for none.",
                  id="interviews.E005")]  # fmt: skip
