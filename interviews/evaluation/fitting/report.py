"""What a fit is worth, as text."""

from collections.abc import Callable, Iterator, Mapping

from interviews.evaluation.fitting.doubt import Trials, reliability
from interviews.evaluation.fitting.table import Floats, Table
from interviews.evaluation.fitting.validation import Predict, by_cluster, by_dataset, per_dataset

Split = Callable[[Table, Predict], Floats]
SPLITS: Mapping[str, Split] = {"by question cluster (10 folds)": by_cluster, "whole data sets left out": by_dataset}


def comparison(table: Table, scorers: Mapping[str, Predict]) -> Iterator[str]:
    """A table for each way of setting answers aside, a line for each scorer and data set."""
    for title, split in SPLITS.items():
        yield from compared(title, split, table, scorers)


def compared(title: str, split: Split, table: Table, scorers: Mapping[str, Predict]) -> Iterator[str]:
    """The table of one way of setting answers aside."""
    yield f"{title:34s} Pearson   RMSE   bias"
    for name, scorer in scorers.items():
        yield from _lines(name, table, split(table, scorer))


def _lines(name: str, table: Table, predicted: Floats) -> Iterator[str]:
    for dataset, found in per_dataset(table, predicted):
        yield f"  {name:16s}{dataset:16s}{found['pearson']:7.3f}{found['rmse']:7.2f}{found['bias']:+7.2f}"


def reliabilities(seen: Trials, error: Mapping[str, float]) -> Iterator[str]:
    """How far predictions were off, by how far they were expected to be."""
    yield "expected to be off   was off   answers"
    for expected, found, count in reliability(seen, error):
        yield f"{expected:18.2f}{found:10.2f}{count:10d}"


def stored_figures(table: Table, predict: Predict) -> dict[str, dict[str, dict[str, float]]]:
    """The figures that go into the model file, by way of setting aside and data set."""
    return {
        title: {
            dataset: {figure: round(value, 3) for figure, value in found.items()}
            for dataset, found in per_dataset(table, split(table, predict))
        }
        for title, split in SPLITS.items()
    }
