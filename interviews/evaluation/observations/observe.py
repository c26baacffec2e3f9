"""All observations on one answer."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from unicodedata import east_asian_width

from interviews.evaluation.inputs import AnswerText
from interviews.evaluation.observations.observation import Observation
from interviews.evaluation.observations.sentences import sentence_length, tone
from interviews.evaluation.observations.spoken import spoken
from interviews.evaluation.observations.story import star
from interviews.evaluation.observations.vocabulary import key_phrases, vocabulary
from interviews.evaluation.observations.wording import fillers, hedges, we_and_i
from interviews.evaluation.reading.document import Document, read
from interviews.evaluation.reading.language import detect_language

MOST_SPANS = 200  # of one observation: enough for a reader, and a bound for what is stored


def observe(
    answer: AnswerText, document: Document | None = None, *, terms: Collection[str] = (), story: bool = True
) -> tuple[Observation, ...]:
    """What can be seen in an answer; every span is a place in `answer.text`. Deterministic, for any text.

    `document` is the answer as already read; `terms` are the question's, pointed out where they stand; without `story`
    the parts of a story are not looked for. What holds in English only is left out of texts that are not English.
    """
    document = document or read(answer.text)
    english = detect_language(document.tokens) == "english"
    found = [*(_in_english(document, story) if english else ()), *_in_any(document, terms)]
    if answer.speech is not None:
        found.extend(spoken(answer.speech, document, english))
    return tuple(replace(one, spans=one.spans[:MOST_SPANS]) for one in found)


def _in_english(document: Document, story: bool) -> Iterator[Observation]:
    if story:
        yield from star(document)
    yield hedges(document)
    yield fillers(document)
    yield we_and_i(document)
    yield tone(document)


def _in_any(document: Document, terms: Collection[str]) -> Iterator[Observation]:
    if _separates_words(document):
        yield sentence_length(document)
        yield vocabulary(document, terms)
        yield key_phrases(document)


def _separates_words(document: Document) -> bool:
    """Whether most words are words: of Chinese, Japanese and Korean each character is read as one."""
    return 2 * sum(east_asian_width(token.text[0]) == "W" for token in document.tokens) < len(document.tokens)
