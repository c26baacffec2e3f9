"""Evaluators by name, each built once per process when first asked for."""

from collections.abc import Callable
from functools import cache, partial

from interviews.evaluation.embedded import EmbeddedEvaluator
from interviews.evaluation.interface import Evaluator

_FACTORIES: dict[str, Callable[[], Evaluator]] = {
    "embedded": EmbeddedEvaluator,
    "contextual": partial(EmbeddedEvaluator, "contextual"),
}


class UnknownEvaluator(ValueError):
    """No evaluator has this name."""


@cache
def get_evaluator(name: str) -> Evaluator:
    """The evaluator called `name`; UnknownEvaluator if there is none."""
    factory = _FACTORIES.get(name)
    if factory is None:
        raise UnknownEvaluator(f"unknown evaluator {name!r}; known: {', '.join(sorted(_FACTORIES))}")
    return factory()
