"""What a text claims, clause by clause: of what, and whether it affirms or denies it."""

import itertools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from interviews.evaluation.guards.negation import NEGATIVE, pole_of
from interviews.evaluation.reading.document import Document
from interviews.evaluation.reading.narrative import runs

BOTH = 2


@dataclass(frozen=True, slots=True)
class Claim:
    """A clause: the side on which each thing is named (opposites are one thing with two sides, `BOTH` where both are
    there), and whether it is denied."""

    sides: Mapping[str, int]
    denied: bool

    def turns_round(self, other: "Claim") -> bool:
        """Whether it says nothing but what `other` affirms, and either denies it or has one thing's opposite."""
        both = [*self.sides.values(), *other.sides.values()]
        if other.denied or BOTH in both or not self.sides.keys() <= other.sides.keys():
            return False
        turned = sum(side != other.sides[name] for name, side in self.sides.items())
        return turned + self.denied == 1


@lru_cache(maxsize=16)  # the sample's come again with every answer, the answer's with every guard
def claims_of(document: Document) -> tuple[Claim, ...]:
    """The claims of a text that name at least one thing."""
    found = (_claim(document, words) for sentence in document.sentences for words in runs(sentence.tokens))
    return tuple(claim for claim in found if claim.sides)


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


def _negates(word: str, after: str) -> bool:
    """Whether a word denies its clause: not "no" of "no more than two"."""
    if word == "no" and after in ("more", "less", "fewer"):
        return False
    return word in NEGATIVE or word == "without" or word.endswith("n't")


def _claim(document: Document, words: Sequence[str]) -> Claim:
    negations = sum(_negates(word, after) for word, after in itertools.pairwise([*words, ""]))
    named = [word for word in words if word in document.concepts and word not in NEGATIVE]
    sides: dict[str, int] = {}
    for word in named:
        name, side = pole_of(word) or (document.concepts[word], 0)
        sides[name] = side if sides.get(name, side) == side else BOTH
    return Claim(sides, negations % 2 == 1)
