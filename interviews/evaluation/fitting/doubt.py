"""By how much the model is off, learnt from answers it had not seen, of fields it knew and of fields it did not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from interviews.evaluation.fitting.table import Floats, Table
from interviews.evaluation.fitting.validation import by_cluster, by_dataset, familiarities, model_scores
from interviews.evaluation.model.regression import DOUBTS, doubts

BINS = 5


@dataclass(frozen=True)
class Trials:
    """Out-of-fold predictions by cluster and by data set, one after the other: their doubts (rows by `DOUBTS`) and
    how far they were off, in points of 10."""

    doubts: Floats
    off: Floats


def trials(table: Table) -> Trials:
    """Both kinds of trial on every row."""
    rows, off = [], []
    for split in (by_cluster, by_dataset):
        scores, known = split(table, model_scores), split(table, familiarities)
        rows += [doubts(s / 10, k, look.words) for s, k, look in zip(scores, known, table.looked, strict=True)]
        off.append(np.abs(scores - 10 * table.scores))
    return Trials(np.array(rows), np.concatenate(off))


def fit_error(seen: Trials) -> dict[str, float]:
    """Points of expected error for each doubt: least squares, none below zero, for a doubt cannot make sure."""
    kept = list(range(len(DOUBTS)))
    while True:
        weights = np.linalg.lstsq(seen.doubts[:, kept], seen.off, rcond=None)[0]
        if (weights >= 0).all():
            break
        kept.pop(int(weights.argmin()))
    found = dict.fromkeys(DOUBTS, 0.0)
    return found | {DOUBTS[place]: round(float(weight), 4) for place, weight in zip(kept, weights, strict=True)}


def reliability(seen: Trials, error: Mapping[str, float]) -> Iterator[tuple[float, float, int]]:
    """Expected error, error found and number of trials, from the least doubtful fifth to the most."""
    expected = seen.doubts @ np.array([error[name] for name in DOUBTS])
    for rows in np.array_split(np.argsort(expected, kind="stable"), BINS):
        yield float(expected[rows].mean()), float(seen.off[rows].mean()), len(rows)
