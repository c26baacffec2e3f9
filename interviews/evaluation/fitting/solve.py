"""Fitting the content model: ridge regression for any field, then for each field what that leaves over.

Each data set counts alike, however many answers it has. What distinguishes one field from another is left out of the
general weights (scores and their means are taken within each data set), so that they carry over to fields not seen.
Full marks say that an answer deserves at least that much, and none at most that: where the model already goes beyond,
the score counts as met (a Tobit model [Tobin 1958, Econometrica 26], fitted in turns).
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from interviews.evaluation.fitting.remember import remember, scale_of
from interviews.evaluation.fitting.ridge import ridge
from interviews.evaluation.fitting.table import Floats, Mask, Table
from interviews.evaluation.model import ContentModel
from interviews.evaluation.model.fields import Field
from interviews.evaluation.model.memory import NOTHING, in_steps
from interviews.evaluation.model.regression import DOUBTS
from interviews.evaluation.vectors.space import UNIT

GENERAL_PENALTY = 30.0
FIELD_PENALTY = 30.0  # chosen with `VOCABULARY` by cross-validation over question clusters, as was the general one
VOCABULARY = 48  # leading dimensions of the answer's direction that a field may weigh
MIDDLE = 0.66  # mean share of full marks expected in a field not seen; those seen have .83, .75 and .49
TURNS = 3
DIGITS = 6  # what lies below differs between builds of LAPACK


def fit_model(table: Table, rows: Mask, error: Mapping[str, float] | None = None) -> ContentModel:
    """The model of some rows; `error`: see `fitting.doubt`."""
    scale, target = scale_of(table, rows), table.scores.copy()
    own = {name: rows & (table.datasets == name) for name in sorted(set(table.datasets[rows].tolist()))}
    for _ in range(TURNS):
        weights, intercept = _general(table, rows, target)
        general = _expected(table, weights, intercept)
        left = target - general
        fields = {name: _field(table, those, left[those], name) for name, those in own.items()}
        target = table.scores.copy()
        for name, those in own.items():
            target[those] = _censored(target[those], general[those] + _linear(table, those, fields[name]))
    for name, those in own.items():
        over = (target - general)[those] - _linear(table, those, fields[name])
        fields[name] = replace(fields[name], memory=remember(table, those, over, scale, name))
    off = tuple((error or dict.fromkeys(DOUBTS, 0.0)).values())
    model = ContentModel(table.names, tuple(weights.tolist()), intercept, scale, tuple(fields.values()), off)
    return replace(model, fields=tuple(_level(table, own[field.name], model, field) for field in model.fields))


def _expected(table: Table, weights: Floats, intercept: float) -> Floats:
    everything: Floats = intercept + table.features(np.ones(len(table.scores), np.bool_)) @ weights
    return everything


def _linear(table: Table, rows: Mask, field: Field) -> Floats:
    linear: Floats = field.offset + table.answers(rows, VOCABULARY) @ np.array(field.answer_weights)
    return linear


def _level(table: Table, rows: Mask, model: ContentModel, field: Field) -> Field:
    """The field with an offset such that scores, cut to what there is, have the mean that the graders gave."""
    found = np.array([model.share(table.looked[row]) for row in np.flatnonzero(rows)])
    offset = 0.0
    for _ in range(TURNS):
        offset += float((table.scores[rows] - np.clip(found + offset, 0, 1)).mean())
    return replace(field, offset=round(field.offset + offset, DIGITS))


def _censored(scores: Floats, expected: Floats) -> Floats:
    """The scores; at either end what was expected where that lies beyond."""
    met = ((scores >= 1) & (expected > 1)) | ((scores <= 0) & (expected < 0))
    return np.where(met, expected, scores)


def _general(table: Table, rows: Mask, target: Floats) -> tuple[Floats, float]:
    features, scores, datasets = table.features(rows), target[rows], table.datasets[rows]
    counted, within = np.zeros(len(scores)), scores.copy()
    for name in set(datasets.tolist()):
        own = datasets == name
        counted[own] = len(scores) / own.sum()
        within[own] -= scores[own].mean()
    counted /= counted.mean()
    middle = np.average(features, axis=0, weights=counted)
    spread = features.std(axis=0) + 1e-9
    slopes: Floats = ridge((features - middle) / spread, within, counted, GENERAL_PENALTY) / spread
    weights: Floats = np.round(slopes, DIGITS)
    return weights, round(MIDDLE - float(weights @ middle), DIGITS)


def _field(table: Table, rows: Mask, left: Floats, name: str) -> Field:
    """What a field adds, without memory; `left`: what the general model leaves over for each of its answers."""
    answers = table.answers(rows, VOCABULARY)
    middle, offset = answers.mean(axis=0), left.mean()
    slopes: Floats = np.round(ridge(answers - middle, left - offset, np.ones(len(left)), FIELD_PENALTY), DIGITS)
    questions = np.unique(in_steps(table.grounds(rows) / UNIT, "ground"), axis=0).astype(np.int32)
    return Field(name, questions, round(float(offset - slopes @ middle), DIGITS), tuple(slopes.tolist()), NOTHING)
