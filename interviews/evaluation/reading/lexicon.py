"""The expressions of `words.signals`, compiled once and shared."""

from functools import cache

from interviews.evaluation.reading.cues import Cues
from interviews.evaluation.words import signals


@cache
def cues(name: str) -> Cues:
    """The cues called `name` in `words.signals`, e.g. "HEDGES"."""
    return Cues(getattr(signals, name))
