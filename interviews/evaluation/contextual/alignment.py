"""Greedy alignment of word pieces and sentences by cosine (after BERTScore; Zhang et al., ICLR 2020)."""

import numpy as np
from numpy.typing import NDArray

from interviews.evaluation.contextual.model import Vectors
from interviews.evaluation.contextual.reading import Passage, known_passage, passage

DIGITS = 3
LOOSE = (0.4, 0.6)  # cosines between which a piece of the reference comes to count as met
CLOSE = (0.6, 0.8)  # the same, strictly: the same word in a like context lies at .7 to .9
Floats = NDArray[np.floating]


def compare(question: str, reference: str, answer: str) -> tuple[float, ...]:
    """The numbers of `features.NAMES`, in that order."""
    asked, expected, said = known_passage(question), known_passage(reference), passage(answer)
    wholes = float(said.whole @ expected.whole), float(said.whole @ asked.whole)
    numbers = (*_pieces(asked, expected, said), *_sentences(expected, said), *wholes)
    return tuple(round(min(1.0, max(-1.0, number)), DIGITS) + 0.0 for number in numbers)  # + 0.0: no minus zero


def _pieces(asked: Passage, expected: Passage, said: Passage) -> tuple[float, ...]:
    in_answer, in_question = _closest(expected.vectors, said.vectors), _closest(expected.vectors, asked.vectors)
    of_answer, known = _closest(said.vectors, expected.vectors), _closest(said.vectors, asked.vectors)
    precision, recall = _mean(of_answer, said.weights), _mean(in_answer, expected.weights)
    beyond = expected.weights * (1 - in_question)
    return (
        precision,
        recall,
        _harmonic(precision, recall),
        _mean(of_answer, said.weights * (1 - known)),
        _mean(in_answer, beyond),
        _mean(np.maximum(in_answer, in_question) - in_question, expected.weights),
        _mean(_ramp(in_answer, *LOOSE), beyond),
        _mean(_ramp(in_answer, *CLOSE), beyond),
    )


def _sentences(expected: Passage, said: Passage) -> tuple[float, float]:
    return (
        _mean(_closest(expected.sentences, said.sentences), expected.sizes),
        _mean(_closest(said.sentences, expected.sentences), said.sizes),
    )


def _closest(rows: Vectors, others: Vectors) -> Floats:
    """For each row its cosine with the nearest of the others, (n,), 0-1; zeros where there are no others."""
    if not len(rows) or not len(others):
        return np.zeros(len(rows))
    nearest: Floats = (rows @ others.T).max(axis=1)
    return np.clip(nearest, 0.0, 1.0)


def _ramp(values: Floats, low: float, high: float) -> Floats:
    """0 up to `low`, 1 from `high`: a hit or a miss, but without a step that the last digit of a cosine could trip."""
    share: Floats = np.clip((values - low) / (high - low), 0.0, 1.0)
    return share


def _mean(values: Floats, weights: Floats) -> float:
    total = float(weights.sum())
    return float((values * weights).sum()) / total if total > 0 else 0.0


def _harmonic(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one + other > 0 else 0.0
