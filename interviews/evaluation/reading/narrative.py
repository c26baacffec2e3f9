"""Telling of the past: which clauses of a sentence do, who does something in them, and which parts of a story they are.

Parts show by fixed expressions (`words.signals`) or by how a story is built: what was, before anybody acts, is the
situation; what the speaker did is the action; what was or has been since, after that, is the result.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interviews.evaluation.reading.document import Document
from interviews.evaluation.reading.lexicon import cues
from interviews.evaluation.reading.target import generic_concepts
from interviews.evaluation.reading.tokens import Sentence, Token
from interviews.evaluation.words import narration as words
from interviews.evaluation.words.word_classes import PAST

PARTS = ("SITUATION", "TASK", "ACTION", "RESULT")
_SPEAKERS = frozenset({"i", "we"})
_MANNER = 3  # adverbs at most between who and what: "I then quickly fixed"


@dataclass(frozen=True, slots=True)
class Clause:
    """The words of a clause, and who does something in it: "i", "we", or "" where neither does a deed."""

    words: tuple[str, ...]
    doer: str

    @property
    def tells(self) -> bool:
        """Whether it is in the past or the present perfect; "is solved" is neither."""
        before = ("", *self.words)
        return any(
            word in words.PERFECT or (is_past(word) and previous not in words.PASSIVE)
            for previous, word in zip(before, self.words, strict=False)
        )


def is_past(word: str) -> bool:
    """Whether a word is a verb's past form; what only ends like one is known."""
    return word in PAST or word in words.PAST_AUXILIARIES or (word.endswith("ed") and word not in words.NO_PAST)


def narrates(sentence: Sentence) -> bool:
    """Whether it tells what was, or how it is since then."""
    return any(clause.tells or not words.SINCE.isdisjoint(clause.words) for clause in clauses(sentence))


def clauses(sentence: Sentence) -> list[Clause]:
    """The clauses of a sentence. One that begins with its verb goes on with the doer before: "I met her and asked"."""
    found: list[Clause] = []
    doer = ""
    for said in runs(sentence.tokens):
        if said[0] in words.SUBORDINATING:
            found.append(Clause(tuple(said), ""))  # "when I started there" is no deed of the story
            continue
        doer = _doer(said) or (doer if _is_deed(_past_manner(said)) else "")
        found.append(Clause(tuple(said), doer))
    return found


def deeds(sentences: Sequence[Sentence], doer: str) -> int:
    """In how many clauses "i" or "we" does something."""
    return sum(clause.doer == doer for sentence in sentences for clause in clauses(sentence))


def parts_of(document: Document, sentences: Sequence[Sentence]) -> list[frozenset[str]]:
    """For each sentence, which of `PARTS` it shows."""
    read = [clauses(sentence) for sentence in sentences]
    acting = [index for index, found in enumerate(read) if any(clause.doer for clause in found)]
    first, last = (acting[0], acting[-1]) if acting else (1, len(sentences))
    return [
        _cued(sentence).union(
            _before(document, sentence, found) if index <= first else (),
            ["ACTION"] if index in acting else (),
            _after(sentence, found, after=index > first, closing=bool(acting) and index > last),
        )
        for index, (sentence, found) in enumerate(zip(sentences, read, strict=True))
    ]


def _cued(sentence: Sentence) -> frozenset[str]:
    return frozenset(part for part in PARTS if cues(part).find(sentence.tokens))


def _before(document: Document, sentence: Sentence, found: Sequence[Clause]) -> Iterator[str]:
    if _sets_scene(document, sentence, found):
        yield "SITUATION"
    if any(_is_asked(clause) for clause in found):
        yield "TASK"


def _after(sentence: Sentence, found: Sequence[Clause], *, after: bool, closing: bool) -> Iterator[str]:
    if not cues("TASK").find(sentence.tokens) and _comes_of_it(found, after=after, closing=closing):
        yield "RESULT"


def runs(tokens: Sequence[Token]) -> Iterator[list[str]]:
    """Cut at each mark (which parts two words by more than a space) and before each word that joins clauses."""
    run: list[str] = []
    end = 0
    for token in tokens:
        if run and (token.start - end > 1 or token.text in words.JOINING):
            yield run
            run = []
        run.append(token.text)
        end = token.end
    if run:
        yield run


def _doer(said: Sequence[str]) -> str:
    for index, word in enumerate(said):
        if word in _SPEAKERS and _is_deed(_past_manner(said[index + 1 :])):
            return word
    return ""


def _past_manner(said: Sequence[str]) -> str:
    """The first word that is neither joining nor an adverb of manner or time."""
    passed = words.JOINING | words.MANNER
    return next((word for word in said[: _MANNER + 1] if word not in passed), "")


def _is_deed(word: str) -> bool:
    told = is_past(word) or word in words.PAST_OR_PRESENT
    return told and word not in words.NO_DEED and word not in words.PAST_AUXILIARIES


def _sets_scene(document: Document, sentence: Sentence, found: Sequence[Clause]) -> bool:
    """What was so before anybody acts, if it names a thing and no task or lesson."""
    names = set(document.of(sentence)) - generic_concepts()
    before = itertools.takewhile(lambda clause: not clause.doer and not _is_asked(clause), found)
    told = bool(names) and any(clause.tells for clause in before)
    return told and not any(cues(other).find(sentence.tokens) for other in ("TASK", "LESSON"))


def _is_asked(clause: Clause) -> bool:
    """Whether somebody wants or needs something of the speaker."""
    return not clause.doer and clause.tells and not words.ASKING.isdisjoint(clause.words)


def _comes_of_it(found: Sequence[Clause], *, after: bool, closing: bool) -> bool:
    """What is so since the deed, or was after the last: of things, not of the speaker's opinion."""
    acted = after
    for clause in found:
        if acted and not clause.doer and _is_outcome(clause, closing=closing):
            return True
        acted = acted or bool(clause.doer)
    return False


def _is_outcome(clause: Clause, *, closing: bool) -> bool:
    said = set(clause.words)
    if said & words.SUBORDINATING or said & words.OPINION:
        return False
    if closing and (clause.tells or any(word in words.NUMBERS or word[0].isdigit() for word in said)):
        return True
    return bool(said & words.SINCE) or (clause.tells and bool(said & words.PERFECT))
