"""The cells that a scored answer becomes."""

from dataclasses import astuple, fields

from interviews.evaluation.results import Evaluation, SubScores

DIGITS = 4
HEADER = ("id", "score", "flags", "confidence", *(field.name for field in fields(SubScores)), "reasons")


def cells_of(answer_id: str, evaluation: Evaluation) -> list[str]:
    """One row under `HEADER`: scores 0-10, confidence 0-1, sentiment -1 to 1, names of flags, and why they cap."""
    flags = evaluation.flags
    numbers = (evaluation.confidence, *astuple(evaluation.sub_scores))
    reasons = " ".join(flag.reason if flag.cap is None else f"{flag.reason} At most {flag.cap:g}." for flag in flags)
    return [answer_id, _cell(evaluation.score), " ".join(f.name for f in flags), *map(_cell, numbers), reasons]


def _cell(number: float) -> str:
    return repr(round(float(number), DIGITS))
