"""How much of a sentence speaks of grading, and whether it speaks to who grades."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from interviews.evaluation.reading.cues import Cues
from interviews.evaluation.reading.tokens import Token
from interviews.evaluation.words import grading


@cache
def _cues(name: str) -> Cues:
    return Cues(getattr(grading, name))


@dataclass(frozen=True, slots=True)
class Talk:
    """What a sentence holds: `grader` (who grades), `marking`, `best` (what is asked for), `own` (the answer itself),
    `policy` (rules of the grader), `address`, `awarding` (begins with an order to award), `each` (all criteria)."""

    grader: bool
    marking: bool
    best: bool
    own: bool
    policy: bool
    address: bool
    awarding: bool
    each: bool

    @property
    def kinds(self) -> int:
        """How many of the kinds there are."""
        return sum((self.grader, self.marking, self.best, self.own, self.policy, self.address or self.awarding))

    @property
    def of_grading(self) -> bool:
        """Whether grading is spoken of at all."""
        return self.grader or self.marking or self.own or self.policy or self.each


def talk_in(tokens: Sequence[Token], fresh: Sequence[Token]) -> Talk:
    """The talk in a sentence; `fresh` are its words that the question is not about."""
    return Talk(
        grader=bool(_cues("GRADERS").find(fresh)),
        marking=bool(_cues("MARKING").find(fresh)),
        best=bool(_cues("BEST").find(tokens)),
        own=bool(_cues("OWN").find(tokens)),
        policy=bool(_cues("POLICY").find(fresh)),
        address=bool(_cues("ADDRESS").find(tokens)),
        awarding=_begins_with_award(tokens),
        each=bool(_cues("EACH").find(fresh)),
    )


def is_grader_addressed(tokens: Sequence[Token], fresh: Sequence[Token]) -> bool:
    """Whether a sentence surely orders who grades about."""
    talk = talk_in(tokens, fresh)
    ordered = talk.address or talk.awarding
    asked = talk.best and (talk.marking or talk.each)
    return (
        (talk.own and talk.best and (talk.marking or talk.policy or ordered))
        or (talk.grader and ordered and (talk.best or talk.own or talk.policy))
        or (talk.policy and (asked or talk.own))
        or (ordered and asked and (talk.address or talk.each))
    )


def first_said(tokens: Sequence[Token]) -> Token | None:
    """Where an order begins: the first word, or the first after "please", "evaluator" and the like."""
    passed = {first.start for name in ("BEGINNINGS", "GRADERS") for first, _ in _cues(name).find(tokens)}
    return next((token for token in tokens if token.start not in passed), None)


def _begins_with_award(tokens: Sequence[Token]) -> bool:
    first = first_said(tokens)
    return any(first is verb for verb, _ in _cues("AWARDING").find(tokens))
