"""The service behind a model, as pydantic-ai knows it. Imported only when a model is asked: it takes seconds."""

import logging
from typing import Any

import httpx2
from pydantic_ai import NativeOutput, PromptedOutput, ToolOutput
from pydantic_ai.exceptions import (
    AgentRunError,
    ContentFilterError,
    ModelAPIError,
    ModelConnectionError,
    ModelHTTPError,
    ModelQuotaExceededError,
    ModelRateLimitError,
    ModelRequestRejectedError,
    ModelRequestTimeout,
    ModelServerError,
    ModelTimeoutError,
    ModelUnavailableError,
    RunTimedOut,
)
from pydantic_ai.models import Model, create_async_httpx2_client
from pydantic_ai.models.anthropic import AnthropicModel
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.providers.anthropic import AnthropicProvider
from pydantic_ai.providers.openai import OpenAIProvider
from pydantic_ai.providers.openai_compatible import OpenAICompatibleProvider
from pydantic_ai.settings import ModelSettings

from interviews.evaluation.llm.config import ModelConfig
from interviews.evaluation.llm.faults import BadOutput, Fault, RateLimited, Refused, ServerFailed, TimedOut, Unreachable
from interviews.evaluation.llm.meter import Meter, tokens_in
from interviews.evaluation.llm.schema import VerdictDraft

log = logging.getLogger(__name__)

CONNECT_SECONDS = 5.0


class AllSpent(Exception):
    """A request was held back. Clients take it for a broken connection: `Meter.is_spent` tells."""


def client_for(config: ModelConfig, meter: Meter, most: int) -> httpx2.AsyncClient:
    """An HTTP client of one call, which counts the requests it sends; close it.

    It sends none that would bring the call beyond `most` tokens sent, however much a verdict made of being asked again.
    """
    client = create_async_httpx2_client(timeout=httpx2.Timeout(config.timeout, connect=CONNECT_SECONDS))

    async def count(request: httpx2.Request) -> None:
        tokens = tokens_in(request.content.decode("utf-8", "replace"))
        if meter.sent_tokens + tokens > most:
            meter.is_spent = True
            raise AllSpent
        meter.requests, meter.sent_tokens = meter.requests + 1, meter.sent_tokens + tokens

    client.event_hooks = {**client.event_hooks, "request": [*client.event_hooks["request"], count]}
    return client


def model_for(config: ModelConfig, client: httpx2.AsyncClient) -> Model:
    """The model at its service. Where an address is given, no key but the configured one is ever sent there."""
    if config.provider == "anthropic":
        known = {"base_url": config.base_url} if config.base_url else {}
        return AnthropicModel(
            config.model, provider=AnthropicProvider(api_key=_key(config), http_client=client, **known)
        )
    if config.base_url:
        compatible = OpenAICompatibleProvider(
            config.name, base_url=config.base_url, api_key=config.api_key or None, http_client=client
        )
        return OpenAIChatModel(config.model, provider=compatible)
    return OpenAIChatModel(config.model, provider=OpenAIProvider(api_key=_key(config), http_client=client))


def _key(config: ModelConfig) -> str:
    """Never empty: without one the clients would look for a key of the environment."""
    return config.api_key or "api-key-not-set"


def settings_for(config: ModelConfig) -> ModelSettings:
    """How each request is made. Repeats are ours to make, not the client's."""
    return ModelSettings(
        temperature=config.temperature, max_tokens=config.max_output_tokens, timeout=config.timeout,
        request_timeout=config.timeout, max_retries=0,
    )  # fmt: skip


def output_for(config: ModelConfig) -> Any:
    """How the verdict is asked for."""
    if config.output == "native":
        return NativeOutput(VerdictDraft, name="verdict")
    return PromptedOutput(VerdictDraft) if config.output == "prompted" else ToolOutput(VerdictDraft, name="verdict")


def fault_of(error: Exception) -> Fault:
    """What an exception of a call means to us. No text of a service is taken over: it may hold a key, or an answer.

    What is not foreseen (a model that cannot do what it is configured for, say) is a failure of the service that stays.
    """
    if isinstance(error, Fault):
        return error
    if isinstance(error, RunTimedOut):
        return TimedOut("the model took too long", passes=False)
    if isinstance(error, ModelRequestTimeout | ModelTimeoutError | TimeoutError | httpx2.TimeoutException):
        return TimedOut("the model took too long")
    if isinstance(error, ModelConnectionError | httpx2.HTTPError | OSError):
        return Unreachable("the model's service could not be reached")
    if isinstance(error, ModelAPIError):
        return _of_service(error)
    if isinstance(error, ContentFilterError):
        return Refused("the model refused to judge the answer", passes=False)
    if isinstance(error, AgentRunError):
        return BadOutput("the model did not give a usable verdict", passes=False)
    kind = type(error).__name__
    log.error("llm_call_broke", extra={"error": kind})
    return ServerFailed(f"the model could not be asked as it is configured ({kind})", passes=False)


def _of_service(error: ModelAPIError) -> Fault:
    status = error.status_code if isinstance(error, ModelHTTPError) else None
    shown = f" (HTTP {status})" if status else ""
    if isinstance(error, ModelQuotaExceededError):
        return RateLimited(f"the account at the model's service is exhausted{shown}", passes=False)
    if isinstance(error, ModelRateLimitError) or status == 429:
        return RateLimited(f"the model's service takes no more calls now{shown}", retry_after=error.retry_after)
    if isinstance(error, ModelServerError | ModelUnavailableError) or (status or 0) >= 500:
        return ServerFailed(f"the model's service failed{shown}", retry_after=error.retry_after)
    if isinstance(error, ModelRequestRejectedError) or status:
        return ServerFailed(f"the model's service rejected the request{shown}", passes=False)
    return BadOutput("the model's service answered what cannot be read")
