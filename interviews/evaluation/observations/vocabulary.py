"""Variety of words, technical terms and key phrases. In any language that separates words."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from interviews.evaluation.features.phrases import telling_runs
from interviews.evaluation.observations.observation import Observation, Span, times
from interviews.evaluation.reading.cues import Cues
from interviews.evaluation.reading.document import LONGEST_TEXT, Document
from interviews.evaluation.reading.tokens import Token, tokenize

WINDOW = 50  # words: a paragraph of an answer; Covington and McFall leave the size open
MOST_TERMS = 20
_TERM = re.compile(
    r"\b(?!OK\b)[A-Z]{2,6}s?\b"  # TTL, APIs
    r"|\b[a-z]+[A-Z][A-Za-z]*\b|\b[A-Z][a-z]+[A-Z][A-Za-z]*\b"  # setTimeout, PostgreSQL
    r"|\b[A-Za-z][A-Za-z0-9]*_[A-Za-z0-9_]+\b"  # row_number
    r"|\b[A-Za-z]+[0-9]+[A-Za-z0-9]*\b"  # L2, p95
)


def vocabulary(document: Document, terms: Collection[str]) -> Observation:
    """Distinct words per 100, as the mean over windows of 50 (MATTR): longer answers do not look poorer.

    `terms` are words to point out beside what looks like a technical term. Covington and McFall 2010, "Cutting the
    Gordian Knot: The Moving-Average Type-Token Ratio", Journal of Quantitative Linguistics 17(2).
    """
    ratio = moving_ratio([token.text for token in document.tokens])
    spans = tuple(_terms(document, terms))[:MOST_TERMS]
    value = None if ratio is None else round(100 * ratio, 1)
    measured = f"Measured from {WINDOW} words." if value is None else f"{value:g} different words in 100."
    named = f" {times(len(spans), 'technical term')}." if spans else ""
    return Observation("vocabulary", value, "distinct_per_100_words", measured + named, spans)


def moving_ratio(words: Sequence[str]) -> float | None:
    """The mean share of distinct words (0-1) in every `WINDOW` words in a row; None for fewer words."""
    if len(words) < WINDOW:
        return None
    counts = Counter(words[:WINDOW])
    total = len(counts)
    for gone, come in zip(words, words[WINDOW:], strict=False):
        counts[gone] -= 1
        if not counts[gone]:
            del counts[gone]
        counts[come] += 1
        total += len(counts)
    return total / (WINDOW * (len(words) - WINDOW + 1))


def _terms(document: Document, terms: Collection[str]) -> Iterator[Span]:
    """The first place of each given term, and of each word that is spelt like a technical one."""
    seen: set[str] = set()
    free = 0
    for start, end in sorted([*_spelt(document.text), *_named(document.tokens, terms)]):
        name = document.text[start:end].casefold()
        if start >= free and name not in seen:
            seen.add(name)
            free = end
            yield Span(start, end, "term")


def _spelt(text: str) -> Iterator[tuple[int, int]]:
    if not text.isupper():  # where all is in capitals, capitals tell nothing
        yield from (match.span() for match in _TERM.finditer(text[:LONGEST_TEXT]))


def _named(tokens: Sequence[Token], terms: Collection[str]) -> Iterator[tuple[int, int]]:
    wanted = Cues("\n".join(" ".join(token.text for token in tokenize(term)) for term in terms))
    yield from ((first.start, last.end) for first, last in wanted.find(tokens))


def key_phrases(document: Document) -> Observation:
    """The telling phrases (RAKE), each wherever it stands."""
    ranked = telling_runs(document, document.sentences)
    spans = tuple(Span(run[0].start, run[-1].end, phrase) for phrase, places in ranked.items() for run in places)
    named = f": {', '.join(f'“{phrase}”' for phrase in ranked)}" if ranked else ""
    return Observation(
        "key_phrases", float(len(ranked)), "phrases", f"{times(len(ranked), 'key phrase')}{named}.", spans
    )
