"""Names for what is missing: the author's keywords, things named in the sample, or a short sentence of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interviews.evaluation.feedback.noun_phrases import is_name, noun_phrases
from interviews.evaluation.reading.document import Document
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.reading.target import generic_concepts
from interviews.evaluation.reading.tokens import Sentence, Token, tokenize

LONGEST_QUOTE = 8  # words; a longer sentence would hand the sample out
_TELLING = 2  # specific words that a quoted sentence must hold
_LEAST_LETTERS = 5


@dataclass(frozen=True, slots=True)
class Name:
    """What something is called; `is_topic`: whether it is a keyword that names a thing, which one can read about."""

    text: str
    is_topic: bool


def keyword_name(keyword: str, sample: Document | None = None, sentence: Sentence | None = None) -> Name:
    """A keyword, spelt as in the sample's sentence where it stands there ("SUTVA" for "sutva")."""
    words = [token.text for token in tokenize(keyword)]
    spelt = _spelt(sample, sentence, words) if sample and sentence else keyword
    return Name(spelt if spelt.casefold() == keyword.casefold() else keyword, is_name(words))


def names_in(subject: Subject, sentence: Sentence) -> Iterator[Name]:
    """What a sentence of the sample names of which the answer says no telling word, the weightiest first.

    Names of several words tell what is meant; a single word stands in only where there is none.
    """
    sample = subject.target.sample
    said = subject.target.given.union(subject.concepts())
    runs = [run for run in noun_phrases(sample, sentence) if _is_missing(sample, run, said)]
    runs.sort(key=lambda run: -subject.target.worth(_concepts(sample, run)))
    several = [run for run in runs if len(run) > 1]
    return (Name(_text(sample, run), is_topic=False) for run in several or runs[:1])


def quoted(sample: Document, sentence: Sentence) -> Name | None:
    """A whole sentence, if it is short enough to be quoted and says something."""
    if len(sentence.tokens) > LONGEST_QUOTE or len(_concepts(sample, sentence.tokens)) < _TELLING:
        return None
    return Name(sample.text[sentence.start : sentence.end].rstrip(".;:"), is_topic=False)


def _spelt(sample: Document, sentence: Sentence, words: list[str]) -> str:
    """The words as they stand in the sentence; empty where they do not."""
    tokens = sentence.tokens
    for index in range(len(tokens) - len(words) + 1):
        run = tokens[index : index + len(words)]
        if [token.text for token in run] == words:
            return _text(sample, run)
    return ""


def _text(sample: Document, run: Sequence[Token]) -> str:
    """The words as they stand, but for the capital with which a sentence begins."""
    text = sample.text[run[0].start : run[-1].end]
    begins = sample.text[: run[0].start].rstrip()[-1:] in ("", ".", "!", "?", ":", ";")
    return text[0].lower() + text[1:] if begins and text[1:2].islower() else text


def _concepts(sample: Document, run: Sequence[Token]) -> set[str]:
    return {sample.concepts[token.text] for token in run if token.text in sample.concepts} - generic_concepts()


def _is_missing(sample: Document, run: Sequence[Token], said: frozenset[str]) -> bool:
    concepts = _concepts(sample, run)
    return bool(concepts) and concepts.isdisjoint(said) and len(_text(sample, run)) >= _LEAST_LETTERS
