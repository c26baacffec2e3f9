"""Words and sentences with their places in the text. Offsets count code points of the text as given."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_SENTENCE = 60  # words; what runs on without a full stop (a transcript) is cut there

_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"  # soft hyphens, zero widths, directions
_JOINED = rf"\u0300-\u036f{_INVISIBLE}"  # what may stand inside a word without ending it
_LOOK_ALIKES = str.maketrans("аеорсхуіјѕԁαορν", "aeopcxyijsdaopv")  # Cyrillic and Greek
_UNSEEN = re.compile(f"[{_INVISIBLE}]")
_WORD = re.compile(
    rf"[A-Za-z](?:\+\+|#)"  # C++, C#
    rf"|[{_CJK}]"
    rf"|[^\W_{_CJK}](?:[^\W_{_CJK}]|[{_JOINED}])*(?:['’][^\W_{_CJK}](?:[^\W_{_CJK}]|[{_JOINED}])*)*"
)
_MARKUP = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_STOP = re.compile(r"[.!?。！？]+[\"'”’)\]]*(?=\s|$)|[\n\r\u2028]+|[。！？;；]")


@dataclass(frozen=True, slots=True)
class Token:
    """One word: `text` normalised (NFKC, lower case, straight apostrophe), `start:end` its place."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A run of words up to a full stop, line end or semicolon; `start:end` without surrounding space."""

    start: int
    end: int
    tokens: tuple[Token, ...]


def tokenize(text: str) -> list[Token]:
    """All words of the text, markup tags left out."""
    tags = [match.span() for match in _MARKUP.finditer(text)]
    tokens, tag = [], 0
    for match in _WORD.finditer(text):
        while tag < len(tags) and tags[tag][1] <= match.start():
            tag += 1
        if tag == len(tags) or match.start() < tags[tag][0]:
            tokens.append(Token(_normal(match.group()), match.start(), match.end()))
    return tokens


def split_sentences(text: str, tokens: list[Token]) -> list[Sentence]:
    """The sentences that hold at least one word."""
    sentences: list[Sentence] = []
    position = 0
    for begin, end in _stretches(text):
        held = []
        while position < len(tokens) and tokens[position].start < end:
            held.append(tokens[position])
            position += 1
        sentences.extend(_sentences_of(text, begin, end, held))
    return sentences


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for match in _STOP.finditer(text):
        yield begin, match.end()
        begin = match.end()
    yield begin, len(text)


def _sentences_of(text: str, begin: int, end: int, tokens: list[Token]) -> Iterator[Sentence]:
    for first in range(0, len(tokens), LONGEST_SENTENCE):
        part = tuple(tokens[first : first + LONGEST_SENTENCE])
        last = end if first + LONGEST_SENTENCE >= len(tokens) else part[-1].end
        start = begin if first == 0 else part[0].start
        yield Sentence(*_trimmed(text, start, last), part)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _normal(word: str) -> str:
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKC", _UNSEEN.sub("", word)).casefold().replace("’", "'")
    mixed = any(letter.isascii() and letter.isalpha() for letter in plain)
    return plain.translate(_LOOK_ALIKES) if mixed else plain
