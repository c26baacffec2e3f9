"""The language models the operator configured (`LLM_MODELS`)."""

import importlib
import threading
from functools import lru_cache

from django.conf import settings

from interviews.evaluation.llm.config import ConfigError, ModelConfig, read_models


def configured_models() -> dict[str, ModelConfig]:
    """Return the models by name; raise `ConfigError` where the setting is malformed."""
    return _read(
        settings.LLM_MODELS, settings.LLM_TIMEOUT_SECONDS, settings.LLM_DEADLINE_SECONDS, settings.LLM_ATTEMPTS
    )


@lru_cache(maxsize=8)
def _read(text: str, timeout: float, deadline: float, attempts: int) -> dict[str, ModelConfig]:
    return read_models(text, timeout=timeout, deadline=deadline, attempts=attempts)


def offered_models() -> list[str]:
    """Return the names an organization may choose from; none where the setting is malformed."""
    try:
        return list(configured_models())
    except ConfigError:
        return []  # the system check tells the operator


def preload() -> threading.Thread | None:
    """Load what calls a model, where one is configured, in a thread beside: it takes seconds, which the first answer
    would wait for under its lease. For processes that evaluate; return the thread."""
    if not offered_models():
        return None
    thread = threading.Thread(
        target=importlib.import_module, args=("interviews.evaluation.llm.talk",), name="llm-preload", daemon=True
    )
    thread.start()
    return thread
