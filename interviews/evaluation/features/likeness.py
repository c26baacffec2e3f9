"""What the content model looks at: how far an answer says what the sample says, beyond what the question gave away.

Every feature is a share or a difference of cosines; none grows with length alone. Sums are of whole numbers, so a
feature is the same on every machine.
"""

import itertools
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

import numpy as np

from interviews.evaluation.features.alignment import FULL, LOOSE, STRICT, alike, beside, same
from interviews.evaluation.features.one_to_one import one_to_one
from interviews.evaluation.features.worded import Worded, worded
from interviews.evaluation.reading.document import read_known
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.reading.target import LONGEST_SAMPLE
from interviews.evaluation.vectors import cosine
from interviews.evaluation.vectors.space import Whole
from interviews.evaluation.wording import word_set

NAMES = (
    "recall_in_context",
    "recall_of_news",
    "recall_of_all_words",
    "recall_strict",
    "recall_strict_beyond_question",
    "recall_one_to_one",
    "pairs_of_sample",
    "negations",
    "cosine_gain",
    "question_to_sample",
    "sample_given_away",
)
_GIVEN = 800  # of 1000: what a word of the sample loses by standing in the question
_EVERY_WORD = 300  # what a word is worth at least, where function words count too
_NEGATIVE = word_set("not no never without none cannot nothing neither nor can't cant won't wont")


@dataclass(frozen=True)
class Ground:
    """Question and sample, looked at once for all answers; `given` and `strictly_given`: how near each word of the
    sample is to one of the question, 0 to `FULL`."""

    question: Worded
    sample: Worded
    given: Whole
    strictly_given: Whole


@lru_cache(maxsize=256)
def ground(question: str, sample: str) -> Ground:
    """The ground of a question text and a sample answer."""
    asked, expected = (worded(read, read.sentences) for read in map(read_known, (question, sample[:LONGEST_SAMPLE])))
    equal = same(asked, expected)
    loose, strict = (_best(alike(asked, expected, equal, bounds)) for bounds in (LOOSE, STRICT))
    return Ground(asked, expected, loose, strict)


def likeness(ground: Ground, answer: Worded) -> tuple[float, ...]:
    """The features in the order of `NAMES`; all zeros where answer or sample holds no word."""
    sample = ground.sample
    if not answer.words or not sample.words:
        return (0.0,) * len(NAMES)
    equal = same(answer, sample)
    loose, strict = alike(answer, sample, equal, LOOSE), alike(answer, sample, equal, STRICT)
    met, strictly = _best(loose), _best(strict)
    beyond = sample.worth * (FULL - _GIVEN * ground.strictly_given // FULL)
    loosely_beyond = sample.worth * (FULL - _GIVEN * ground.given // FULL)
    asked = cosine(ground.question.direction, sample.direction)
    return (
        sqrt(_share(_best(loose * (FULL + beside(loose)) // (2 * FULL)), loosely_beyond)),
        sqrt(_news(met, ground.given, sample.worth)),
        sqrt(_share(met, (sample.weights + _EVERY_WORD) * sample.firsts)),
        sqrt(_share(strictly, sample.worth)),
        sqrt(_share(strictly, beyond)),
        sqrt(one_to_one(strict, beside(strict), sample, ground.strictly_given)),
        sqrt(_pairs(answer, sample)),
        _negations(answer) ** 2,
        cosine(answer.direction, sample.direction) - asked,
        asked,
        sqrt(_share(ground.strictly_given, _half_for_function_words(sample))),
    )


def ground_of(subject: Subject) -> Ground:
    """The ground of an answer: what a follow-up's question or the answer before said is given away too."""
    question = subject.question
    asked = "\n".join(filter(None, (question.text, question.context, question.said_before)))
    return ground(asked, question.sample_answer)


def _best(likeness: Whole) -> Whole:
    best: Whole = likeness.max(axis=0, initial=0)
    return best


def _share(met: Whole, worth: Whole) -> float:
    """The share of the worth that is met, 0 to 1."""
    whole = int(worth.sum())
    return min(1.0, int((met * worth).sum()) / (FULL * whole)) if whole else 0.0


def _news(met: Whole, given: Whole, worth: Whole) -> float:
    """The share of what the question left open that the answer brings."""
    left = int(((FULL - given) * worth).sum())
    return min(1.0, int((np.clip(met - given, 0, FULL) * worth).sum()) / left) if left else 0.0


def _half_for_function_words(text: Worded) -> Whole:
    return text.weights * text.firsts * (1 + np.array(text.content, np.bool_))


def _pairs(answer: Worded, sample: Worded) -> float:
    """The share of the answer's word pairs that stand in the sample."""
    pairs = set(itertools.pairwise(answer.words))
    return len(pairs & set(itertools.pairwise(sample.words))) / len(pairs) if pairs else 0.0


def _negations(answer: Worded) -> float:
    return sum(word in _NEGATIVE or word.endswith("n't") for word in answer.words) / len(answer.words)
