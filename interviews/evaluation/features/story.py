"""The parts of a story (situation, task, action, result, lesson) and who acted in it."""

from collections.abc import Mapping
from dataclasses import dataclass

from interviews.evaluation.reading.lexicon import cues
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.reading.tokens import Sentence

PARTS = ("SITUATION", "TASK", "ACTION", "RESULT")
PART_NAMES = {"SITUATION": "the situation", "TASK": "your task", "ACTION": "what you did", "RESULT": "the result"}
_I = frozenset({"i", "i'm", "i've", "i'd", "i'll", "my", "me", "myself"})
_WE = frozenset({"we", "we're", "we've", "we'd", "our", "us"})
ENOUGH_ACTIONS = 3  # sentences in which the speaker acts


@dataclass(frozen=True, slots=True)
class Story:
    """`parts`: the first sentence showing each part found; `actions`: own deeds against `ENOUGH_ACTIONS` (0-1);
    `own`: share of "I" among "I" and "we" (0-1); `lesson`: whether something was learnt."""

    parts: Mapping[str, Sentence]
    actions: float
    own: float
    lesson: bool

    @property
    def completeness(self) -> float:
        """The share of the four parts that is told."""
        return len(self.parts) / len(PARTS)


def story(subject: Subject) -> Story:
    """The story in an answer."""
    told = subject.about
    firsts = {part: next((s for s in told if cues(part).find(s.tokens)), None) for part in PARTS}
    acting = sum(bool(cues("ACTION").find(sentence.tokens)) for sentence in told)
    return Story(
        parts={part: sentence for part, sentence in firsts.items() if sentence},
        actions=min(1.0, acting / ENOUGH_ACTIONS),
        own=_own(subject),
        lesson=any(cues("LESSON").find(sentence.tokens) for sentence in told),
    )


def _own(subject: Subject) -> float:
    words = [token.text for token in subject.tokens()]
    mine, ours = sum(word in _I for word in words), sum(word in _WE for word in words)
    return mine / (mine + ours) if mine + ours else 0.0
