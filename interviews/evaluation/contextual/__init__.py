"""How an answer agrees with a reference in context: MiniLM token vectors, aligned. Optional, see `docs/scoring.md`.

Needs the packages of `requirements/contextual.in`; without them `available()` is False and nothing here may be called.
"""

from interviews.evaluation.contextual.features import NAMES, features
from interviews.evaluation.contextual.files import ContextualUnavailable, available

__all__ = ["NAMES", "ContextualUnavailable", "available", "features"]
