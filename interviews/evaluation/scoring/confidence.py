"""How far the evaluator trusts its own score, 0-1.

With a sample it is calibrated: 1 less the points it is expected to be off, of `FAR`, as the model learnt from answers
it had not seen (`fitting.doubt`). Without a sample, and for stories, nobody has graded answers; there a rule says less.
"""

from interviews.evaluation.features.estimate import Expected
from interviews.evaluation.features.evidence import is_story
from interviews.evaluation.guards.gibberish import is_nonsense
from interviews.evaluation.inputs import ENOUGH_WORDS
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.results import Flag
from interviews.evaluation.scoring.arithmetic import clamp

FAR = 5.0  # points; who is off by as many knows nothing
BY_KEYWORDS, BY_QUESTION = 0.3, 0.2  # by what there is to compare with; a sample gives .31 on strange ground
STORY = 0.8  # a story is only loosely comparable with another
FLAGGED = 0.6


def confidence(subject: Subject, expected: Expected | None, flags: tuple[Flag, ...]) -> float:
    """Falls with the expected error, short answers, flags, and words that neither we nor the question know."""
    story = STORY if is_story(subject) else 1.0
    flagged = FLAGGED if any(flag.cap is not None for flag in flags) else 1.0
    return clamp(_basis(subject, expected) * story * flagged * (1 - 0.5 * _unknown(subject)), high=1.0)


def _basis(subject: Subject, expected: Expected | None) -> float:
    if expected:
        return max(0.0, 1 - expected.estimate.error / FAR)
    length = 0.4 + 0.6 * min(1.0, subject.words / ENOUGH_WORDS)
    return length * (BY_KEYWORDS if subject.target.weights else BY_QUESTION)


def _unknown(subject: Subject) -> float:
    words = [word for word, concept in subject.document.concepts.items() if concept not in subject.target.topic]
    if not subject.document.concepts:
        return 1.0
    strange = sum(not word.isascii() or (word.isalpha() and is_nonsense(word)) for word in words)
    return strange / len(subject.document.concepts)
