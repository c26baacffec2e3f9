"""What an answer is held against: the concepts of sample, keywords, question and rubric, and what each is worth."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from interviews.evaluation.inputs import QuestionBrief, Rubric
from interviews.evaluation.reading.document import Document, concept_of, read_known
from interviews.evaluation.reading.spelling import Speller
from interviews.evaluation.words.generic import GENERIC

GENERIC_WEIGHT = 0.4  # a general word ("example", "important") against 1 for a specific one
QUESTION_WEIGHT = 0.25  # a word given away already, by the question or before it: saying it again proves little
KEYWORD_WEIGHT = 1.5  # a word the question's author named as a keyword
LONGEST_SAMPLE = 6_000  # characters of the sample that count


@dataclass(frozen=True, slots=True)
class Target:
    """`weights`: what each expected concept is worth; `points`: the concepts of each expected statement;
    `keywords`: name → its concepts; `topic`: every concept that belongs to the question in the widest sense."""

    question: Document
    sample: Document
    weights: Mapping[str, float]
    points: tuple[frozenset[str], ...]
    keywords: Mapping[str, frozenset[str]]
    topic: frozenset[str]
    speller: Speller

    @property
    def given(self) -> frozenset[str]:
        """The concepts of the question's own words."""
        return frozenset(self.question.concepts.values())

    @property
    def language(self) -> str:
        """The language an answer is expected in."""
        return self.sample.language or self.question.language

    def worth(self, concepts: Iterable[str]) -> float:
        """The summed weight of the distinct expected concepts among `concepts`."""
        return sum(sorted(self.weights.get(concept, 0.0) for concept in set(concepts)))


@lru_cache(maxsize=256)
def aim(question: QuestionBrief, rubric: Rubric) -> Target:
    """The target of a question under a rubric."""
    asked, sample = read_known(question.text), read_known(question.sample_answer[:LONGEST_SAMPLE])
    language = sample.language or asked.language
    keywords = _keywords(question.keywords, language)
    before = read_known(f"{question.context}\n{question.said_before}")
    given = frozenset((*asked.concepts.values(), *before.concepts.values()))
    described = tuple(map(read_known, _descriptions(rubric)))
    points = _points(sample, keywords, described)
    context = [
        asked,
        before,
        sample,
        *described,
        *map(read_known, (question.subcategory, question.field, *question.follow_ups)),
    ]
    topic = frozenset(concept for document in context for concept in document.concepts.values())
    words = {word for document in (asked, sample, *map(read_known, question.keywords)) for word in document.concepts}
    return Target(
        asked,
        sample,
        _weights(points, keywords, given),
        points,
        keywords,
        topic.union(*keywords.values()),
        Speller(words),
    )


def _keywords(names: tuple[str, ...], language: str) -> dict[str, frozenset[str]]:
    read = {name: frozenset(concept_of(word, language) for word in read_known(name).concepts) for name in names}
    return {name: concepts for name, concepts in read.items() if concepts}


def _points(
    sample: Document, keywords: Mapping[str, frozenset[str]], described: Iterable[Document]
) -> tuple[frozenset[str], ...]:
    """What is expected, statement by statement: the sample's sentences, else the keywords, else the own criteria."""
    stated = (frozenset(sample.of(sentence)) for sentence in sample.sentences)
    criteria = (frozenset(document.concepts.values()) for document in described)
    return tuple(filter(None, stated)) or tuple(dict.fromkeys(keywords.values())) or tuple(filter(None, criteria))


def _weights(
    points: Iterable[frozenset[str]], keywords: Mapping[str, frozenset[str]], given: frozenset[str]
) -> dict[str, float]:
    named = frozenset().union(*keywords.values())
    expected = named.union(*points)
    return {concept: _weight(concept, named, given) for concept in sorted(expected)}


def _weight(concept: str, named: frozenset[str], given: frozenset[str]) -> float:
    weight = KEYWORD_WEIGHT if concept in named else GENERIC_WEIGHT if concept in generic_concepts() else 1.0
    return weight * QUESTION_WEIGHT if concept in given else weight


def _descriptions(rubric: Rubric) -> tuple[str, ...]:
    """What the rubric says of this very question."""
    return () if rubric.is_general else tuple(criterion.description for criterion in rubric.criteria)


@cache
def generic_concepts() -> frozenset[str]:
    """The concepts of the general words."""
    return frozenset(concept_of(word, "english") for word in GENERIC)
