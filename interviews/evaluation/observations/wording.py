"""Hedges, fillers, and who speaks: "I" or "we". Lists and limits: English."""

from interviews.evaluation.observations.expressions import expressions
from interviews.evaluation.observations.fillers import filler_spans
from interviews.evaluation.observations.observation import Observation, Span, tally, times
from interviews.evaluation.reading.document import Document
from interviews.evaluation.reading.tokens import Token
from interviews.evaluation.words.observed import I_WORDS, WE_WORDS

FEWEST_WORDS = 25  # of an answer, from which a rate per 100 words says something
_NUMERALS = frozenset({"type", "phase", "part", "class", "level"})  # what comes after them is the number one
_CODE = frozenset("/-[])=+*&<>_^\\")  # "I/O", "a[i]", "i-th"


def hedges(document: Document) -> Observation:
    """Expressions of doubt per 100 words."""
    return _rate("hedges", "hedge", document, tuple(expressions("HEDGES").find(document)))


def fillers(document: Document) -> Observation:
    """Fillers per 100 words, those of several words too."""
    return _rate("fillers", "filler", document, filler_spans(document))


def _rate(name: str, one: str, document: Document, spans: tuple[Span, ...]) -> Observation:
    words = len(document.tokens)
    rate = round(100 * len(spans) / words, 1) if words >= FEWEST_WORDS else None
    named = f": {tally(document.text, spans)}" if spans else ""
    return Observation(
        name, rate, "per_100_words", f"{times(len(spans), one)} in {times(words, 'word')}{named}.", spans
    )


def we_and_i(document: Document) -> Observation:
    """The share of "I", "my" and the like among the first person, 0-1; None where there is none."""
    spans = tuple(Span(token.start, token.end, who) for token in document.tokens if (who := _person(document, token)))
    mine = sum(span.label == "i" for span in spans)
    share = round(mine / len(spans), 2) if spans else None
    text = f"“I”, “my” and the like: {mine}; “we”, “our” and the like: {len(spans) - mine}."
    return Observation("we_and_i", share, "share", text, spans)


def _person(document: Document, token: Token) -> str:
    if token.text in WE_WORDS:
        return "" if document.text[token.start : token.end] == "US" else "we"
    if token.text in I_WORDS and not (token.text == "i" and _is_symbol(document.text, token)):
        return "i"
    return ""


def _is_symbol(text: str, token: Token) -> bool:
    """Whether an "i" is a variable or a numeral: "I/O", "a[i]", "for i in", "type I"."""
    around = {text[token.start - 1 : token.start], text[token.end : token.end + 1]} - {""}
    before = text[max(0, token.start - 12) : token.start].lower().split()
    after = text[token.end : token.end + 4].split()
    looped = before[-1:] == ["for"] and after[:1] == ["in"]
    return looped or not around.isdisjoint(_CODE) or bool(before and before[-1] in _NUMERALS)
