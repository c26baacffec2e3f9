"""Weak places in the wording, each with where it stands."""

from collections.abc import Iterator

from interviews.evaluation.features.delivery import LONG_SENTENCE
from interviews.evaluation.features.substance import is_specific
from interviews.evaluation.reading.about import is_fluff
from interviews.evaluation.reading.lexicon import cues
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.reading.tokens import Sentence
from interviews.evaluation.results import Point


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
    return _phrases(
        subject,
        "HEDGES",
        "communication",
        "“{}” sounds unsure. Say what you know plainly, or name what you would check.",
    )


def _filler(subject: Subject) -> Iterator[Point]:
    return _phrases(subject, "FILLERS", "communication", "“{}” is a filler. A short pause serves you better.")


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
    """A sweeping or vague claim with neither reason nor figure in its sentence."""
    for sentence in subject.kept:
        claims = cues("ABSOLUTES").find(sentence.tokens) or cues("VAGUE").find(sentence.tokens)
        if claims and not cues("REASONS").find(sentence.tokens) and not is_specific(subject.document, sentence):
            yield _at(
                subject, "depth", "This claim stands alone. Add the reason, a figure or a case where it held.", sentence
            )


def _phrases(subject: Subject, name: str, criterion: str, text: str) -> Iterator[Point]:
    for sentence in subject.kept:
        for first, last in cues(name).find(sentence.tokens):
            quote = subject.answer.text[first.start : last.end]
            yield Point.at(criterion, text.format(quote), subject.answer.text, first.start, last.end)


def _at(subject: Subject, criterion: str, text: str, where: Sentence) -> Point:
    return Point.at(criterion, text, subject.answer.text, where.start, where.end)
