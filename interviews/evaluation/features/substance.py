"""Reasons, trade-offs, examples and figures, as far as they stand in sentences about the question."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from interviews.evaluation.features.evidence import is_story
from interviews.evaluation.reading.document import Document, read_known
from interviews.evaluation.reading.lexicon import cues
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.reading.tokens import Sentence
from interviews.evaluation.reading.trade_offs import weighs
from interviews.evaluation.words.narration import NUMBERS

ENOUGH = 2  # sentences of a kind that make the full mark where no sample shows how many are needed
NEEDS = (ENOUGH, 1, 1, 1)
STORY_NEEDS = (1, 0, 1, ENOUGH)
WEIGHTS = (0.4, 0.2, 0.15, 0.25)
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}|[a-z]+[A-Z][a-z]+|[A-Za-z]\w*\(\)|\b[A-Z]{2,5}\b")


@dataclass(frozen=True, slots=True)
class Substance:
    """Each 0-1, against what the sample itself shows (`needed`, in sentences): causes and conditions, the other side,
    examples, figures and names."""

    reasons: float
    trade_offs: float
    examples: float
    specifics: float
    needed: tuple[int, ...]

    @property
    def whole(self) -> float:
        """Their mean over what is needed, reasons counting most: explaining why is what depth is. 1 if nothing is."""
        values = (self.reasons, self.trade_offs, self.examples, self.specifics)
        weights = [weight * bool(need) for weight, need in zip(WEIGHTS, self.needed, strict=True)]
        if not any(weights):
            return 1.0
        return sum(weight * value for weight, value in zip(weights, values, strict=True)) / sum(weights)


def substance(subject: Subject) -> Substance:
    """The substance of an answer."""
    found = _counts(subject.document, subject.about)
    needed = STORY_NEEDS if is_story(subject) else _needed(subject.question.sample_answer)
    shares = [min(1.0, count / max(1, need)) for count, need in zip(found, needed, strict=True)]
    return Substance(shares[0], shares[1], shares[2], shares[3], needed)


def is_specific(document: Document, sentence: Sentence) -> bool:
    """Whether the sentence holds a figure or a proper or technical name."""
    if any(token.text[0].isdigit() or token.text in NUMBERS for token in sentence.tokens):
        return True
    return bool(_NAME.search(document.text, sentence.start, sentence.end))


@lru_cache(maxsize=256)
def _needed(sample: str) -> tuple[int, ...]:
    if not sample:
        return NEEDS
    document = read_known(sample)
    return tuple(min(ENOUGH, count) for count in _counts(document, document.sentences))


def _counts(document: Document, sentences: Sequence[Sentence]) -> tuple[int, int, int, int]:
    return (
        _having("REASONS", sentences),
        min(1, sum(weighs(sentence) for sentence in sentences)),
        min(1, _having("EXAMPLES", sentences)),
        sum(is_specific(document, sentence) for sentence in sentences),
    )


def _having(name: str, sentences: Sequence[Sentence]) -> int:
    return sum(bool(cues(name).find(sentence.tokens)) for sentence in sentences)
