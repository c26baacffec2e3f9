"""What a re-evaluation would change, in a terminal and as JSON."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from interviews.services.reevaluation.diff import MOVED, Change, Summary, summarize


def line_of(change: Change) -> RenderableType:
    """Return one answer's change: the scores, and below what they rest on where that differs."""
    delta = "" if change.delta is None else f"{change.delta:+.2f}"
    head = f"{change.answer}  {_score(change.before)} → {_score(change.after)}  {delta:>6}  {change.person}"
    human = f"  (people gave {_score(change.human)}, which counts)" if change.human is not None else ""
    lines = [Text(head + human, style=_style(change)), *(Text(f"    {note}", "dim") for note in notes_on(change))]
    return Group(*lines)


def notes_on(change: Change) -> list[str]:
    """Return what else is different, one line each."""
    notes = []
    if change.error:
        notes.append(change.error)
    if change.after is not None and change.rubric_before != change.rubric_after:
        notes.append(f"rubric: {change.rubric_before or 'none'} → {change.rubric_after}")
    if change.after is not None and change.evaluator_before != change.evaluator_after:
        notes.append(f"evaluator: {change.evaluator_before or 'none'} → {change.evaluator_after}")
    flags = [*(f"+{name}" for name in change.flags_added), *(f"-{name}" for name in change.flags_removed)]
    return [*notes, f"flags: {' '.join(flags)}"] if flags else notes


def summary_of(summary: Summary, same: int) -> RenderableType:
    """Return what all changes amount to; `same` answers were left out, judged by what is in force already."""
    delta = "-" if summary.mean_delta is None else f"{summary.mean_delta:+.2f}"
    lines = [
        f"{summary.n} answers, mean change {delta}, {summary.moved} by more than {MOVED:g}; "
        f"{summary.human} keep the score people gave; {summary.failed} could not be scored; {same} need no change.",
        *(f"  {grades}: {count}" for grades, count in summary.grades.items()),
        "Nothing was written; --apply has them evaluated.",
    ]
    return Text("\n".join(lines))


def as_document(changes: Sequence[Change], same: int) -> dict[str, Any]:
    """Return changes and summary as JSON."""
    rows = [
        {**asdict(change), "answer": str(change.answer), "submitted_at": change.submitted_at.isoformat(),
         "delta": change.delta}
        for change in changes
    ]  # fmt: skip
    return {"changes": rows, "summary": asdict(summarize(changes)), "left_out": same}


def _score(score: float | None) -> str:
    return "-" if score is None else f"{score:.2f}"


def _style(change: Change) -> str:
    return "bold" if change.delta is not None and abs(change.delta) > MOVED else ""
