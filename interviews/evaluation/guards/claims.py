"""What a text claims, clause by clause: of what, and whether it affirms or denies it."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from interviews.evaluation.guards.negation import NEGATIVE, pole_of
from interviews.evaluation.reading.document import Document
from interviews.evaluation.reading.narrative import runs
from interviews.evaluation.reading.target import generic_concepts


@dataclass(frozen=True, slots=True)
class Claim:
    """A clause: the side on which each thing is named (opposites are one thing with two sides), and whether it is
    denied."""

    sides: Mapping[str, int]
    denied: bool

    def opposes(self, other: "Claim") -> bool:
        """Whether what both name is said here and denied there."""
        turned = sum(side != other.sides[name] for name, side in self.sides.items() if name in other.sides)
        return (turned % 2 == 1) != (self.denied != other.denied)

    def likeness(self, other: "Claim") -> float:
        """The share of the things named by either that both name (0-1)."""
        return len(self.sides.keys() & other.sides.keys()) / len(self.sides.keys() | other.sides.keys())


def claims_of(document: Document) -> list[Claim]:
    """The claims of a text that name at least one thing."""
    found = (_claim(document, words) for sentence in document.sentences for words in runs(sentence.tokens))
    return [claim for claim in found if claim.sides]


def openings(document: Document, asked: Collection[str]) -> frozenset[str]:
    """The things a text speaks of: what its sentences begin with. A general word is one if it is `asked` about."""
    general = generic_concepts() - frozenset(asked)
    named = ([c for c in document.of(sentence) if c not in general] for sentence in document.sentences)
    return frozenset(names[0] for names in named if names)


def said_of(document: Document, subjects: frozenset[str]) -> dict[str, set[str]]:
    """What is said of each subject: a clause that names none goes on with the one before, one with two is passed."""
    told: defaultdict[str, set[str]] = defaultdict(set)
    current = ""
    for claim in claims_of(document):
        named = subjects & claim.sides.keys()
        current = next(iter(named), current) if len(named) < 2 else ""
        if current:
            told[current] |= claim.sides.keys() - {current}
    return dict(told)


def _claim(document: Document, words: Sequence[str]) -> Claim:
    negations = sum(word in NEGATIVE or word == "without" or word.endswith("n't") for word in words)
    named = [word for word in words if word in document.concepts and word not in NEGATIVE]
    poles = {word: pole_of(word) or (document.concepts[word], 0) for word in named}
    return Claim(dict(poles[word] for word in named), negations % 2 == 1)
