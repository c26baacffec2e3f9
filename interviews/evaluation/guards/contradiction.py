"""The sample's own statements turned round in other words: denied, or said of each other's subjects."""

import itertools
from collections.abc import Mapping, Sequence

from interviews.evaluation.features.content import Content
from interviews.evaluation.guards.claims import Claim, claims_of, said_of
from interviews.evaluation.reading.subject import Subject
from interviews.evaluation.results import Flag

CONTRADICTED_CAP = SWAPPED_CAP = 3.0
_FEWEST = 3  # things that a clause must name
_MOST_OF_ANSWER = 0.5  # share of the things named that stand in clauses turned round
_SUBJECTS = 4  # the most frequent ones, which are tried against each other
_CROSSED = 3  # things said of the other subject
_STRAIGHT = 0.25  # of what is crossed: as much may be said of the right subject beside


def contradicted_sample(subject: Subject, content: Content) -> Flag | None:
    """Most of what the answer says is a statement of the sample, denied."""
    expected = claims_of(subject.target.sample)
    said = claims_of(subject.document)
    opposed = sum(len(claim.sides) for claim in said if _is_turned(claim, expected))
    if opposed and opposed >= _MOST_OF_ANSWER * sum(len(claim.sides) for claim in said):
        return Flag("contradicted_sample", "The answer denies what the sample says.", CONTRADICTED_CAP)
    return None


def swapped_roles(subject: Subject, content: Content) -> Flag | None:
    """What the sample says of one thing is said of another, and the other way round."""
    asked = subject.target.given
    expected, said = said_of(subject.target.sample, asked), said_of(subject.document, asked)
    names = sorted(expected.keys() & said.keys(), key=lambda name: (-len(expected[name]), name))[:_SUBJECTS]
    for one, other in itertools.combinations(names, 2):
        if _is_crossed(one, other, expected, said):
            return Flag("swapped_roles", "The answer says of one thing what is true of the other.", SWAPPED_CAP)
    return None


def _is_turned(claim: Claim, expected: Sequence[Claim]) -> bool:
    if len(claim.sides) < _FEWEST:
        return False
    return any(claim.turns_round(other) for other in expected)


def _is_crossed(one: str, other: str, expected: Mapping[str, set[str]], said: Mapping[str, set[str]]) -> bool:
    of_one, of_other = expected[one] - expected[other] - {other}, expected[other] - expected[one] - {one}
    at_one, at_other = len(said[one] & of_other), len(said[other] & of_one)
    straight = len(said[one] & of_one) + len(said[other] & of_other)
    crossed = at_one + at_other
    return min(at_one, at_other) > 0 and crossed >= _CROSSED and straight <= _STRAIGHT * crossed
