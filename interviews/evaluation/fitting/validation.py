"""Predictions for answers that were not fitted on: by question cluster, and by whole data set."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from interviews.evaluation.fitting.solve import fit_model
from interviews.evaluation.fitting.table import Floats, Mask, Table
from interviews.evaluation.model import ContentModel, Estimate

FOLDS = 10
_KEPT = 32  # models and their estimates

Predict = Callable[[Table, Mask, Mask], Floats]  # table, rows to fit on, rows to predict → scores 0-10


def by_cluster(table: Table, predict: Predict) -> Floats:
    """Out-of-fold predictions; no cluster is both fitted on and predicted."""
    return _out_of_fold(table, predict, folds(table))


def by_dataset(table: Table, predict: Predict) -> Floats:
    """Each data set predicted from the others."""
    return _out_of_fold(table, predict, table.datasets)


def _out_of_fold(table: Table, predict: Predict, parts: NDArray[np.generic]) -> Floats:
    found = np.zeros(len(table.scores))
    for part in np.unique(parts):
        aside = parts == part
        found[aside] = predict(table, ~aside, aside)
    return found


def folds(table: Table) -> NDArray[np.int64]:
    """The fold of each row: within each data set, clusters are dealt out in turn, in the order of their hashes."""
    dealt: dict[str, int] = {}
    for name in table.fields:
        clusters = set(table.clusters[table.datasets == name].tolist())
        dealt |= {cluster: place % FOLDS for place, cluster in enumerate(sorted(clusters, key=_hash))}
    return np.array([dealt[cluster] for cluster in table.clusters.tolist()])


def _hash(cluster: str) -> str:
    return hashlib.sha256(cluster.encode()).hexdigest()


def model_scores(table: Table, fitted: Mask, aside: Mask) -> Floats:
    """Our own predictions."""
    return _estimates(table, fitted, aside)[0]


def familiarities(table: Table, fitted: Mask, aside: Mask) -> Floats:
    """How familiar the rows set aside are to a model of the others."""
    return _estimates(table, fitted, aside)[1]


def _estimates(table: Table, fitted: Mask, aside: Mask) -> tuple[Floats, Floats]:
    found = _found(table, fitted.tobytes(), aside.tobytes())
    return np.array([one.score for one in found]), np.array([one.familiarity for one in found])


@lru_cache(maxsize=_KEPT)
def _found(table: Table, fitted: bytes, aside: bytes) -> list[Estimate]:
    model = _model(table, fitted)
    return [model.estimate(table.looked[row]) for row in np.flatnonzero(np.frombuffer(aside, np.bool_))]


def model_of(table: Table, fitted: Mask) -> ContentModel:
    """The model of some rows, fitted once: the same folds are asked for again and again."""
    return _model(table, fitted.tobytes())


@lru_cache(maxsize=_KEPT)
def _model(table: Table, fitted: bytes) -> ContentModel:
    return fit_model(table, np.frombuffer(fitted, np.bool_))


def figures(predicted: Floats, human: Floats) -> Mapping[str, float]:
    """Pearson, root mean square error and bias of predictions, in points of 10."""
    off = predicted - human
    pearson = float(np.corrcoef(predicted, human)[0, 1]) if predicted.std() and human.std() else 0.0
    return {"pearson": pearson, "rmse": float(np.sqrt((off * off).mean())), "bias": float(off.mean())}


def per_dataset(table: Table, predicted: Floats) -> Iterator[tuple[str, Mapping[str, float]]]:
    """The figures of each data set, then of all answers together."""
    for name in table.fields:
        own = table.datasets == name
        yield name, figures(predicted[own], 10 * table.scores[own])
    yield "all", figures(predicted, 10 * table.scores)
