"""How far the evaluator trusts its own score, 0-1."""

from interviews.evaluation.features.evidence import is_story
from interviews.evaluation.guards.gibberish import is_nonsense
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.results import Flag
from interviews.evaluation.scoring.arithmetic import clamp

BY_SAMPLE, BY_KEYWORDS, BY_QUESTION = 0.85, 0.6, 0.35  # by what there is to compare with
STORY = 0.8  # a story is only loosely comparable with another
FLAGGED = 0.6
ENOUGH_WORDS = 40  # from which an answer is long enough to judge


def confidence(subject: Subject, flags: tuple[Flag, ...]) -> float:
    """Falls with short answers, a missing sample, flags, and words that neither we nor the question know."""
    basis = BY_SAMPLE if subject.question.sample_answer else BY_KEYWORDS if subject.target.weights else BY_QUESTION
    story = STORY if is_story(subject) else 1.0
    length = 0.4 + 0.6 * min(1.0, subject.words / _enough(subject))
    flagged = FLAGGED if any(flag.cap is not None for flag in flags) else 1.0
    return clamp(basis * story * length * flagged * (1 - 0.5 * _unknown(subject)), high=1.0)


def _enough(subject: Subject) -> float:
    sample = len(subject.target.sample.tokens)
    return max(8.0, min(ENOUGH_WORDS, 0.5 * sample)) if sample else ENOUGH_WORDS


def _unknown(subject: Subject) -> float:
    words = [word for word, concept in subject.document.concepts.items() if concept not in subject.target.topic]
    if not subject.document.concepts:
        return 1.0
    strange = sum(not word.isascii() or (word.isalpha() and is_nonsense(word)) for word in words)
    return strange / len(subject.document.concepts)
