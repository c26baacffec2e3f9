"""What clients measure while an answer is spoken: the keys of `metrics` that are known, and their reading.

Keys that are not known belong to the client and are left alone.
"""

from collections.abc import Mapping, Sequence
from math import inf

from interviews.evaluation.speech import Speech, TimedWord

MOST_WORDS = 20_000
LONGEST_WORD = 200  # characters
MOST_SECONDS = 86_400
MOST_PAUSES = 86_400
KNOWN = ("words", "time_to_first_word_seconds", "duration_seconds", "pause_count", "pause_seconds")


class MetricError(ValueError):
    """A known metric that cannot be right: where (`words.3.start`), by which code of the API's contract, and why."""

    def __init__(self, path: str, code: str, detail: str) -> None:
        super().__init__(f"{path}: {detail}")
        self.path, self.code, self.detail = path, code, detail


def check_metrics(metrics: Mapping[str, object]) -> None:
    """Raise `MetricError` at the first known metric that is malformed or out of range."""
    for name in KNOWN:
        if name in metrics and metrics[name] is None:
            raise MetricError(name, "null", "Leave it out where it was not measured.")
    _speech(metrics)


def speech_from_metrics(metrics: Mapping[str, object]) -> Speech | None:
    """The speech told by `metrics`; None where they tell of none, or cannot be right (rows older than the check)."""
    try:
        check_metrics(metrics)
    except MetricError:
        return None
    return _speech(metrics) if any(name in metrics for name in KNOWN) else None


def _speech(metrics: Mapping[str, object]) -> Speech:
    pauses = _optional(metrics, "pause_count", MOST_PAUSES)
    if pauses is not None and not isinstance(metrics["pause_count"], int):
        raise MetricError("pause_count", "invalid", "A whole number is needed.")
    return Speech(
        words=_words(metrics.get("words", ())),
        time_to_first_word=_optional(metrics, "time_to_first_word_seconds"),
        duration=_optional(metrics, "duration_seconds"),
        pause_count=None if pauses is None else int(pauses),
        pause_seconds=_optional(metrics, "pause_seconds"),
    )


def _optional(metrics: Mapping[str, object], name: str, most: float = MOST_SECONDS) -> float | None:
    return _number(name, metrics[name], most) if name in metrics else None


def _words(given: object) -> tuple[TimedWord, ...]:
    if isinstance(given, str) or not isinstance(given, Sequence):
        raise MetricError("words", "invalid", "A list of words is needed.")
    if len(given) > MOST_WORDS:
        raise MetricError("words", "max_length", f"No more than {MOST_WORDS} words.")
    words: list[TimedWord] = []
    for index, one in enumerate(given):
        words.append(_word(f"words.{index}", one, words[-1].start if words else 0.0))
    return tuple(words)


def _word(path: str, given: object, earliest: float) -> TimedWord:
    """One word, not before the one before it: recognisers let words overlap, but begin in order."""
    if not isinstance(given, Mapping):
        raise MetricError(path, "invalid", "An object with word, start and end is needed.")
    text, start, end = (_required(path, given, name) for name in ("word", "start", "end"))
    began = _number(f"{path}.start", start, least=earliest)
    return TimedWord(_text(f"{path}.word", text), began, _number(f"{path}.end", end, least=began))


def _required(path: str, given: Mapping[str, object], name: str) -> object:
    if name not in given:
        raise MetricError(f"{path}.{name}", "required", "This is needed.")
    if given[name] is None:
        raise MetricError(f"{path}.{name}", "null", "This is needed.")
    return given[name]


def _text(path: str, given: object) -> str:
    if not isinstance(given, str):
        raise MetricError(path, "invalid", "Text is needed.")
    if not given.strip():
        raise MetricError(path, "blank", "A word is needed.")
    if len(given) > LONGEST_WORD:
        raise MetricError(path, "max_length", f"No more than {LONGEST_WORD} characters.")
    return given


def _number(path: str, given: object, most: float = MOST_SECONDS, least: float = 0.0) -> float:
    """A finite number from `least` to `most`; neither a boolean nor a word is one."""
    if isinstance(given, bool) or not isinstance(given, int | float) or given != given or given in (inf, -inf):
        raise MetricError(path, "invalid", "A finite number is needed.")
    if given < least:
        raise MetricError(path, "min_value", f"No less than {least:g}.")
    if given > most:
        raise MetricError(path, "max_value", f"No more than {most:g}.")
    return float(given)
