"""Weak places in the wording, each with where it stands."""

from collections.abc import Iterable, Iterator

from interviews.evaluation.features.delivery import LONG_SENTENCE
from interviews.evaluation.features.substance import is_specific
from interviews.evaluation.observations.expressions import expressions
from interviews.evaluation.observations.fillers import filler_spans
from interviews.evaluation.observations.observation import Span
from interviews.evaluation.reading.about import is_fluff
from interviews.evaluation.reading.lexicon import cues
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.reading.target import generic_concepts
from interviews.evaluation.reading.tokens import Sentence
from interviews.evaluation.results import Point

_MUCH = 3  # expected words in a sentence, from which it is no empty claim


def weak_spots(subject: Subject) -> Iterator[Point]:
    """The first place of each kind of weakness."""
    finders = (_instructions, _fluff, _hedge, _filler, _overlong, _unsupported)
    for finder in finders:
        yield from list(finder(subject))[:1]


def _instructions(subject: Subject) -> Iterator[Point]:
    for sentence in subject.instructions:
        yield _at(subject, "relevance", "This speaks to the grader. Leave it out; it is never obeyed.", sentence)


def _fluff(subject: Subject) -> Iterator[Point]:
    for sentence in subject.kept:
        if is_fluff(sentence):
            yield _at(
                subject, "relevance", "Stock phrases about yourself say nothing about the question. Cut this.", sentence
            )


def _hedge(subject: Subject) -> Iterator[Point]:
    text = "“{}” sounds unsure. Say what you know plainly, or name what you would check."
    return _phrases(subject, text, expressions("DOUBTS").find(subject.document))


def _filler(subject: Subject) -> Iterator[Point]:
    return _phrases(subject, "“{}” is a filler. A short pause serves you better.", filler_spans(subject.document))


def _overlong(subject: Subject) -> Iterator[Point]:
    for sentence in subject.kept:
        words = len(sentence.tokens)
        if words > LONG_SENTENCE:
            yield _at(
                subject,
                "clarity",
                f"This sentence has {words} words. Make it two or three, one thought each.",
                sentence,
            )


def _unsupported(subject: Subject) -> Iterator[Point]:
    """A sweeping or vague claim with neither reason nor figure in its sentence, and little of what was expected."""
    for sentence in subject.kept:
        if _says_much(subject, sentence):
            continue
        claims = cues("ABSOLUTES").find(sentence.tokens) or cues("VAGUE").find(sentence.tokens)
        if claims and not cues("REASONS").find(sentence.tokens) and not is_specific(subject.document, sentence):
            yield _at(
                subject, "depth", "This claim stands alone. Add the reason, a figure or a case where it held.", sentence
            )


def _says_much(subject: Subject, sentence: Sentence) -> bool:
    expected = subject.target.weights.keys() - subject.target.given - generic_concepts()
    return len(expected.intersection(subject.document.of(sentence))) >= _MUCH


def _phrases(subject: Subject, text: str, spans: Iterable[Span]) -> Iterator[Point]:
    answer = subject.answer.text
    for span in spans:
        yield Point.at("communication", text.format(answer[span.start : span.end]), answer, span.start, span.end)


def _at(subject: Subject, criterion: str, text: str, where: Sentence) -> Point:
    return Point.at(criterion, text, subject.answer.text, where.start, where.end)
