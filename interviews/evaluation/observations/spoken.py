"""How an answer was spoken, from timed words or else from what the client measured. In any language."""

from collections.abc import Iterator

from interviews.evaluation.observations.fillers import filler_spans
from interviews.evaluation.observations.observation import Observation, Span, times
from interviews.evaluation.observations.timing import (
    LONG,
    Silence,
    places,
    silences,
    silent_seconds,
    speaking_seconds,
    whole_seconds,
    words_said,
)
from interviews.evaluation.reading.document import Document, read
from interviews.evaluation.speech import Speech

SHORTEST = 5.0  # seconds of speech from which a rate per minute says something


def spoken(speech: Speech, document: Document, english: bool) -> Iterator[Observation]:
    """What the times tell; what they do not tell is left out. Fillers are known in English only."""
    at = places(speech, document)
    yield from _pace(speech, document)
    yield from _pauses(speech, at)
    if english:
        yield from _filler_rate(speech, document if at else _heard(speech, document))
    yield from _start(speech)
    yield from _share(speech)


def _pace(speech: Speech, document: Document) -> Iterator[Observation]:
    seconds, words = speaking_seconds(speech), words_said(speech, document)
    if seconds and words:
        rate = round(60 * words / seconds, 1) if seconds >= SHORTEST else None
        yield Observation("words_per_minute", rate, "words_per_minute", f"{times(words, 'word')} in {seconds:.1f} s.")


def _pauses(speech: Speech, at: tuple[Span, ...]) -> Iterator[Observation]:
    if not speech.words:
        if speech.pause_count is not None:
            text = f"{times(speech.pause_count, 'pause')}, as the client counted them."
            yield Observation("pauses", float(speech.pause_count), "count", text)
        return
    found = list(silences(speech.words))
    long = [silence for silence in found if silence.seconds > LONG]
    text = f"{times(len(long), 'pause')} of more than {LONG:g} s."
    yield Observation("pauses", float(len(long)), "count", text, tuple(_around(at, long)))
    longest = max(found, key=lambda silence: silence.seconds, default=Silence(0, 0.0))
    text = f"The longest pause took {longest.seconds:.1f} s." if found else "No pause between the words."
    yield Observation(
        "longest_pause", round(longest.seconds, 2), "seconds", text, tuple(_around(at, [longest] if found else []))
    )


def _around(at: tuple[Span, ...], found: list[Silence]) -> Iterator[Span]:
    """The words on both sides of each silence, where the words have a place in the answer."""
    for silence in found if at else ():
        yield Span(at[silence.index].start, at[silence.index + 1].end, f"{silence.seconds:.1f} s")


def _heard(speech: Speech, document: Document) -> Document:
    """What was recognised, as the answer may have been tidied; the answer where no words were timed."""
    return read(" ".join(word.text.strip() for word in speech.words)) if speech.words else document


def _filler_rate(speech: Speech, heard: Document) -> Iterator[Observation]:
    seconds = speaking_seconds(speech)
    if seconds and heard.tokens:
        count = len(filler_spans(heard))
        rate = round(60 * count / seconds, 1) if seconds >= SHORTEST else None
        yield Observation("filler_rate", rate, "per_minute", f"{times(count, 'filler')} in {seconds:.1f} s of speech.")


def _start(speech: Speech) -> Iterator[Observation]:
    first = speech.words[0].start if speech.words else None
    waited = first if speech.time_to_first_word is None else speech.time_to_first_word
    if waited is not None:
        yield Observation(
            "time_to_first_word", round(waited, 2), "seconds", f"The first word came after {waited:.1f} s."
        )


def _share(speech: Speech) -> Iterator[Observation]:
    """Time with words against the whole recording, the wait before the first word included."""
    whole, silent, spoken_for = whole_seconds(speech), silent_seconds(speech), speaking_seconds(speech)
    if whole is None or silent is None or spoken_for is None:
        return
    talking = max(0.0, spoken_for - silent)
    text = f"Words fill {talking:.1f} s of {whole:.1f} s."
    yield Observation("speaking_share", round(min(1.0, talking / whole), 2), "share", text)
