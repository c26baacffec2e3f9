"""How much of what was expected is said: by words, by statements, by word order, by keyword."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interviews.evaluation.features.evidence import topic_share
from interviews.evaluation.reading.about import is_fluff
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.reading.target import Target, generic_concepts
from interviews.evaluation.reading.tokens import Sentence

MOST_WINDOWS = 150  # stretches of the answer compared with each statement of the sample
_REACH = 2  # how many words on the second word of an expected pair may stand
RICH = 20  # expected concepts
COVERED = 0.3  # share of a statement's worth from which it counts as said


@dataclass(frozen=True, slots=True)
class Content:
    """`coverage`: worth of expected words that are there; `alignment`: the same within one or two sentences,
    statement by statement; `order`: expected word pairs in order; `keywords`: share named; `precision`: share of the
    answer's specific words that belong to the topic; `asked`: share of the question's own words; `focus`: share of
    words in sentences about the question; `matches`: how many expected concepts beyond the question's are said;
    `density`: distinct specific concepts beyond the question's, by words."""

    coverage: float
    alignment: float
    order: float
    keywords: float
    precision: float
    asked: float
    focus: float
    matches: int
    density: float
    point_scores: tuple[float, ...]


def content(subject: Subject) -> Content:
    """The content features of an answer."""
    target, said = subject.target, subject.concepts(told(subject))
    points = point_scores(subject)
    return Content(
        coverage=_share(target.worth(said), target.worth(target.weights)),
        alignment=_weighted_mean(points, [target.worth(point) for point in target.points]),
        order=_order(target, said),
        keywords=keywords_named(target, said),
        precision=_precision(target, said),
        asked=_share(len(target.given.intersection(said)), len(target.given)),
        focus=topic_share(subject),
        matches=len((target.weights.keys() & set(said)) - target.given),
        density=_density(subject),
        point_scores=points,
    )


def told(subject: Subject) -> Sequence[Sentence]:
    """The sentences that can say something expected. Of much, one word may stand in any sentence by chance."""
    if len(subject.target.weights) >= RICH:
        return subject.about
    return [sentence for sentence in subject.kept if not is_fluff(sentence)]


def point_scores(subject: Subject) -> tuple[float, ...]:
    """For each expected statement, how much of its worth one or two neighbouring sentences say (0-1)."""
    windows = list(_windows([frozenset(subject.document.of(sentence)) for sentence in told(subject)]))
    return tuple(_best(subject.target, point, windows) for point in subject.target.points)


def keywords_named(target: Target, said: Sequence[str]) -> float:
    """The share of keywords of which every word is said; 0 without keywords."""
    there = set(said)
    return _share(sum(concepts <= there for concepts in target.keywords.values()), len(target.keywords))


def _windows(sentences: list[frozenset[str]]) -> Iterator[frozenset[str]]:
    for index, sentence in enumerate(sentences[:MOST_WINDOWS]):
        yield sentence | sentences[index + 1] if index + 1 < len(sentences) else sentence


def _best(target: Target, point: frozenset[str], windows: list[frozenset[str]]) -> float:
    whole = target.worth(point)
    return max((_share(target.worth(point & window), whole) for window in windows), default=0.0)


def _order(target: Target, said: Sequence[str]) -> float:
    expected = set(_pairs([c for sentence in target.sample.sentences for c in target.sample.of(sentence)], 1))
    return _share(len(expected & set(_pairs(said, _REACH))), len(expected))


def _pairs(concepts: Sequence[str], reach: int) -> Iterator[tuple[str, str]]:
    for index, concept in enumerate(concepts):
        for following in concepts[index + 1 : index + 1 + reach]:
            yield concept, following


def _density(subject: Subject) -> float:
    """Over the sentences about the question; what is beside it neither adds nor dilutes."""
    about = subject.about
    fresh = set(subject.concepts(about)) - subject.target.given - generic_concepts()
    return _share(len(fresh), len(subject.tokens(about)))


def _precision(target: Target, said: Sequence[str]) -> float:
    specific = set(said) - generic_concepts()
    return _share(len(specific & target.topic), len(specific))


def _share(part: float, whole: float) -> float:
    return min(1.0, part / whole) if whole else 0.0


def _weighted_mean(values: Sequence[float], weights: Sequence[float]) -> float:
    return _share(sum(value * weight for value, weight in zip(values, weights, strict=True)), sum(weights))
