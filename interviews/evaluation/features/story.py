"""The parts of a story (situation, task, action, result, lesson) and who acted in it."""

from collections.abc import Mapping
from dataclasses import dataclass

from interviews.evaluation.reading.lexicon import cues
from interviews.evaluation.reading.narrative import PARTS, deeds, parts_of
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.reading.tokens import Sentence

PART_NAMES = {"SITUATION": "the situation", "TASK": "your task", "ACTION": "what you did", "RESULT": "the result"}
ENOUGH_DEEDS = 4
OF_ALL = 0.5  # what "we did" says of the speaker's own deeds
_I = frozenset({"i", "i'm", "i've", "i'd", "i'll", "my", "me", "myself"})
_WE = frozenset({"we", "we're", "we've", "we'd", "our", "us"})


@dataclass(frozen=True, slots=True)
class Story:
    """`parts`: the first sentence showing each part found; `deeds`: clauses in which the speaker did something,
    "we" counting half; `own`: share of "I" among "I" and "we" (0-1); `lesson`: whether something was learnt."""

    parts: Mapping[str, Sentence]
    deeds: float
    own: float
    lesson: bool

    @property
    def completeness(self) -> float:
        """The share of the four parts that is told."""
        return len(self.parts) / len(PARTS)

    @property
    def actions(self) -> float:
        """The deeds against what makes a story (0-1)."""
        return min(1.0, self.deeds / ENOUGH_DEEDS)


def story(subject: Subject) -> Story:
    """The story in an answer."""
    told = subject.about
    shown = parts_of(subject.document, told)
    firsts = {part: next((s for s, parts in zip(told, shown, strict=True) if part in parts), None) for part in PARTS}
    return Story(
        parts={part: sentence for part, sentence in firsts.items() if sentence},
        deeds=deeds(told, "i") + OF_ALL * deeds(told, "we"),
        own=_own(subject),
        lesson=any(cues("LESSON").find(sentence.tokens) for sentence in told),
    )


def _own(subject: Subject) -> float:
    words = [token.text for token in subject.tokens()]
    mine, ours = sum(word in _I for word in words), sum(word in _WE for word in words)
    return mine / (mine + ours) if mine + ours else 0.0
