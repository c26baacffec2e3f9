"""Answers that say nothing, or that there is no answer."""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from interviews.evaluation.features.content import Content
from interviews.evaluation.features.evidence import is_story
from interviews.evaluation.reading.cues import Cues
from interviews.evaluation.reading.document import is_content
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.reading.target import generic_concepts
from interviews.evaluation.reading.tokens import Sentence
from interviews.evaluation.results import Flag
from interviews.evaluation.words import refusals

NON_ANSWER_CAP = 1.0
_KNOWS_ENOUGH = 0.18  # share of the expected worth beside the refusal from which "I don't know" is modesty
_SELF = frozenset({"i", "i'm", "i'd", "i've", "me", "my"})
_MUCH_EXPECTED = 8  # concepts; of fewer a good answer may well use none
_SHORT = 20  # words
_NEAR = 20  # characters between "not" and "know"
_DECIDES = frozenset({"would", "had"})  # before "not": a choice ("I would not answer 200"), or how it was once
_HEAP = 5  # words without one that links them: terms thrown after a refusal
_SAYS_ENOUGH = 12  # specific concepts beside the refusal that do the same where nothing is expected


def empty(subject: Subject, content: Content) -> Flag | None:
    """No word at all: blank, punctuation, emoji."""
    if subject.document.tokens:
        return None
    return Flag("empty", "The answer holds no words.", 0.0)


def non_answer(subject: Subject, content: Content) -> Flag | None:
    """A refusal, bare or padded with talk that does not answer."""
    if _is_bare(subject) or _talks_of_else(subject) or (_refuses(subject) and not _answers_beside(subject)):
        return Flag("non_answer", "The answer says that there is no answer.", NON_ANSWER_CAP)
    return None


@cache
def _refusals() -> Cues:
    return Cues(refusals.PHRASES + refusals.STALLING)


@cache
def _unknowing() -> tuple[Cues, ...]:
    """Who speaks, what negates, and words for knowing."""
    return Cues(refusals.SPEAKER), Cues(refusals.NEGATIONS), Cues(refusals.KNOWLEDGE)


def _is_bare(subject: Subject) -> bool:
    words = [token.text for token in subject.document.tokens]
    if len(words) > 4 or " ".join(words) not in refusals.WHOLE_ANSWERS:
        return False
    return not set(words) <= {token.text for token in subject.target.sample.tokens}


def _talks_of_else(subject: Subject) -> bool:
    """A line of somebody about himself that names nothing of what the question is about: "That one escapes me." """
    words = {token.text for token in subject.document.tokens}
    if is_story(subject) or len(subject.document.tokens) > _SHORT or not words & _SELF:
        return False
    topic = subject.target.topic - generic_concepts()
    much = len(subject.target.weights) >= _MUCH_EXPECTED and "you" not in words
    return much and not topic & set(subject.document.concepts.values())


def _refuses(subject: Subject) -> bool:
    return any(_is_refusal(subject, sentence) for sentence in subject.document.sentences)


def _is_refusal(subject: Subject, sentence: Sentence) -> bool:
    if _refusals().find(sentence.tokens):
        return True
    short = len(sentence.tokens) <= _SHORT
    return short and _is_unknowing(sentence) and not _is_enough(subject, subject.document.of(sentence))


def _is_unknowing(sentence: Sentence) -> bool:
    """ "I never came across that": the speaker, and right after a negation a word for knowing."""
    speaker, negations, knowledge = (cues.find(sentence.tokens) for cues in _unknowing())
    before = {token.start: previous.text for previous, token in pairwise(sentence.tokens)}
    plain = [last for first, last in negations if before.get(first.start) not in _DECIDES]
    gaps = (known.start - last.end for last in plain for known, _ in knowledge)
    return bool(speaker) and any(0 <= gap <= _NEAR for gap in gaps)


def _answers_beside(subject: Subject) -> bool:
    beside = [sentence for sentence in subject.kept if not _is_refusal(subject, sentence)]
    if _is_heap(subject, beside):
        return False
    return _is_enough(subject, subject.concepts(beside))


def _is_enough(subject: Subject, said: Sequence[str]) -> bool:
    """Whether concepts said beside a refusal are an answer."""
    expected = subject.target.worth(subject.target.weights)
    if expected and not is_story(subject):
        return subject.target.worth(said) >= _KNOWS_ENOUGH * expected
    return len(set(said) - generic_concepts() - subject.target.given) >= _SAYS_ENOUGH


def _is_heap(subject: Subject, sentences: Sequence[Sentence]) -> bool:
    tokens = subject.tokens(sentences)
    linked = any(not is_content(token.text, subject.document.language) for token in tokens)
    return len(tokens) >= _HEAP and not linked
