"""Answers that say nothing, or that there is no answer."""

from functools import cache

from interviews.evaluation.features.content import Content
from interviews.evaluation.features.evidence import is_story
from interviews.evaluation.reading.cues import Cues
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.reading.target import generic_concepts
from interviews.evaluation.reading.tokens import Sentence
from interviews.evaluation.results import Flag
from interviews.evaluation.words.refusals import PHRASES, WHOLE_ANSWERS

NON_ANSWER_CAP = 1.0
_KNOWS_ENOUGH = 0.18  # share of the expected worth beside the refusal from which "I don't know" is modesty
_SAYS_ENOUGH = 12  # specific concepts beside the refusal that do the same where nothing is expected


def empty(subject: Subject, content: Content) -> Flag | None:
    """No word at all: blank, punctuation, emoji."""
    if subject.document.tokens:
        return None
    return Flag("empty", "The answer holds no words.", 0.0)


def non_answer(subject: Subject, content: Content) -> Flag | None:
    """A refusal, bare or padded with talk that does not answer."""
    if _is_bare(subject) or (_refuses(subject) and not _answers_beside(subject)):
        return Flag("non_answer", "The answer says that there is no answer.", NON_ANSWER_CAP)
    return None


@cache
def _refusals() -> Cues:
    return Cues(PHRASES)


def _is_bare(subject: Subject) -> bool:
    words = [token.text for token in subject.document.tokens]
    if len(words) > 4 or " ".join(words) not in WHOLE_ANSWERS:
        return False
    return not set(words) <= {token.text for token in subject.target.sample.tokens}


def _refuses(subject: Subject) -> bool:
    return any(_is_refusal(sentence) for sentence in subject.document.sentences)


def _is_refusal(sentence: Sentence) -> bool:
    return bool(_refusals().find(sentence.tokens))


def _answers_beside(subject: Subject) -> bool:
    rest = set(subject.concepts([sentence for sentence in subject.kept if not _is_refusal(sentence)]))
    expected = subject.target.worth(subject.target.weights)
    if expected and not is_story(subject):
        return subject.target.worth(rest) >= _KNOWS_ENOUGH * expected
    return len(rest - generic_concepts() - subject.target.given) >= _SAYS_ENOUGH
