"""Text that only counts up: runs of terms with nothing but commas, bullets or "and" between them, and one frame filled
again and again ("The cache is important. The key is important.")."""

import itertools
import re
from collections.abc import Iterator, Sequence

from interviews.evaluation.reading.document import is_content
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.reading.tokens import Sentence

JOINERS = frozenset({"and", "or", "also", "plus", "then"})
LONG_RUN = 5  # terms in a row; noun phrases of prose seldom have more than four
_SEPARATOR = re.compile(r"[,;/|•\n.]|\band\b", re.IGNORECASE)
_LOOKED_AT = 600  # characters
_MANY_ITEMS = 6
_ITEM_WORDS = 1.6  # words in the mean
_FEWEST_FRAMES = 4  # sentences of one frame
_LONGEST_SLOT = 2  # words that may differ
_SHORTEST_FRAME = 2  # words that are the same
_TERMS = 0.5  # share of a run that must be expected terms: a list of one's own is an answer


def counted_up(subject: Subject) -> list[str]:
    """The words that stand in long runs of terms, in order."""
    runs = (run for run in _runs(subject) if len(run) >= LONG_RUN and _is_expected(subject, run))
    return [word for run in runs for word in run]


def is_itemised(subject: Subject) -> bool:
    """Whether the text falls into many items of a word or two, most of them expected words."""
    items = [item for item in _SEPARATOR.split(subject.answer.text[:_LOOKED_AT]) if any(map(str.isalpha, item))]
    words = sum(len(item.split()) for item in items)
    return len(items) >= _MANY_ITEMS and words <= _ITEM_WORDS * len(items) and _is_expected(
        subject, [token.text for token in subject.document.tokens if token.text in subject.document.concepts]
    )  # fmt: skip


def framed(sentences: Sequence[Sentence]) -> float:
    """The share of sentences that are the one before with another word or two put in (0-1); 0 for a few."""
    words = [[token.text for token in sentence.tokens] for sentence in sentences]
    same = sum(_is_refilled(one, other) for one, other in itertools.pairwise(words))
    return (same + 1) / len(words) if same + 1 >= _FEWEST_FRAMES else 0.0


def _runs(subject: Subject) -> Iterator[list[str]]:
    """Words up to the next one that links: the joiners neither end a run nor count."""
    run: list[str] = []
    for token in subject.document.tokens:
        if is_content(token.text, subject.document.language) and not token.text[0].isdigit():
            run.append(token.text)
        elif token.text not in JOINERS and not token.text.isdigit():
            yield run
            run = []
    yield run


def _is_expected(subject: Subject, run: Sequence[str]) -> bool:
    concepts = [subject.document.concepts.get(word) for word in run]
    return sum(concept in subject.target.topic for concept in concepts) >= _TERMS * len(run)


def _is_refilled(one: Sequence[str], other: Sequence[str]) -> bool:
    same = _common(one, other)
    same += _common(one[same:][::-1], other[same:][::-1])
    return same >= _SHORTEST_FRAME and max(len(one), len(other)) - same <= _LONGEST_SLOT


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
