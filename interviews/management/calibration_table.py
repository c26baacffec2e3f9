"""A calibration run in a terminal, and as JSON."""

from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from interviews.models import CalibrationRun

FIGURES = {
    "mae": "MAE (mean distance)",
    "bias": "Bias (positive: too generous)",
    "pearson": "Pearson",
    "kappa": "Quadratic weighted kappa",
}
VERDICTS = {
    "passed": ("PASSED", "bold green"),
    "failed": ("FAILED", "bold red"),
    "not_enough": ("NOT ENOUGH TO JUDGE", "bold yellow"),
}


def table_of(run: CalibrationRun) -> RenderableType:
    """Return a run as a table: the evaluator with people, beside people with each other, and the verdict below."""
    evaluator = " ".join(filter(None, (run.evaluator, run.evaluator_version, run.model)))
    table = Table(title=Text(f"{run.rubric}: {evaluator}, {run.anchors} anchors"), title_justify="left")
    table.add_column("Scale 0–10")
    table.add_column("with people", justify="right")
    table.add_column("people with each other", justify="right")
    for name, label in FIGURES.items():
        table.add_row(label, shown(getattr(run, name)), shown(run.human.get(name)))
    table.add_row("Repeat variance", shown(run.repeat_variance), "")
    table.add_row("Pairs of scores", "", str(run.human.get("n", "-")))
    return Group(table, _verdict(run), Text(""))


def _verdict(run: CalibrationRun) -> Text:
    verdict, style = VERDICTS[run.verdict]
    return Text("\n").join([Text(verdict, style), *(Text(f"  {reason}") for reason in run.reasons)])


def shown(figure: float | None) -> str:
    """Return a figure with two decimals, a dash for one that is not defined."""
    return "-" if figure is None else f"{figure:.2f}"


def as_document(run: CalibrationRun) -> dict[str, Any]:
    """Return a run as JSON."""
    names = ("evaluator", "evaluator_version", "model", "purpose", "anchors", *FIGURES, "repeat_variance", "human",
             "passed", "reasons")  # fmt: skip
    return {"uuid": str(run.uuid), "rubric": str(run.rubric.rubric.uuid), "rubric_name": run.rubric.rubric.name,
            "version": run.rubric.number, **{name: getattr(run, name) for name in names},
            "ran_at": run.ran_at.isoformat()}  # fmt: skip
