"""Times taken from a spoken answer: how long, how much of it silent, and where the silences are."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from interviews.evaluation.observations.observation import Span
from interviews.evaluation.reading.document import Document
from interviews.evaluation.reading.tokens import tokenize
from interviews.evaluation.speech import Speech, TimedWord

BRIEF = 0.2  # seconds; a shorter silence belongs to the articulation (Campione and Véronis 2002)
LONG = 1.0  # seconds; a longer one is a long pause (the same)


@dataclass(frozen=True, slots=True)
class Silence:
    """No word for `seconds`, after the word numbered `index`."""

    index: int
    seconds: float


def silences(words: tuple[TimedWord, ...]) -> Iterator[Silence]:
    """What lies between words and is no `BRIEF` silence. Words may overlap: the latest end counts."""
    until = words[0].end if words else 0.0
    for index, (_, word) in enumerate(pairwise(words)):
        if word.start - until >= BRIEF:
            yield Silence(index, word.start - until)
        until = max(until, word.end)


def last_end(speech: Speech) -> float | None:
    """When the last word ended, in seconds from the start; None without timed words."""
    return max((word.end for word in speech.words), default=None)


def speaking_seconds(speech: Speech) -> float | None:
    """From the first word to the last; without timed words the recording less the wait before the first word."""
    if speech.words:
        return _positive((last_end(speech) or 0.0) - speech.words[0].start)
    if speech.duration is None:
        return None
    return _positive(speech.duration - (speech.time_to_first_word or 0.0))


def whole_seconds(speech: Speech) -> float | None:
    """The recording, and no less than until its last word."""
    ends = [end for end in (speech.duration, last_end(speech)) if end is not None]
    return _positive(max(ends, default=0.0))


def silent_seconds(speech: Speech) -> float | None:
    """All silences between words, by the words or else by the client's own count; None where neither tells."""
    if speech.words:
        return sum(silence.seconds for silence in silences(speech.words))
    return speech.pause_seconds


def words_said(speech: Speech, document: Document) -> int:
    """How many words were timed; without timed words, how many the answer has."""
    return len(speech.words) or len(document.tokens)


def places(speech: Speech, document: Document) -> tuple[Span, ...]:
    """For each timed word its place in the answer; nothing unless both hold the same words in the same order."""
    owners = [index for index, word in enumerate(speech.words) for _ in tokenize(word.text)]
    said = [token.text for word in speech.words for token in tokenize(word.text)]
    if not said or said != [token.text for token in document.tokens] or len(set(owners)) < len(speech.words):
        return ()
    spans: dict[int, Span] = {}
    for owner, token in zip(owners, document.tokens, strict=True):
        begun = spans.get(owner)
        spans[owner] = Span(begun.start if begun else token.start, token.end)
    return tuple(spans[index] for index in range(len(speech.words)))


def _positive(seconds: float) -> float | None:
    return seconds if seconds > 0 else None
