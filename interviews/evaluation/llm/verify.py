"""Whether a model's verdict can stand: sealed, complete, quoted from the answer, and not dictated by it."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from interviews.evaluation.inputs import Criterion, Rubric
from interviews.evaluation.llm.prompt import LONGEST_QUOTE, NEEDS_QUOTE_ABOVE, Prompt, levels_of
from interviews.evaluation.llm.quotes import Span, place_of
from interviews.evaluation.llm.schema import CriterionDraft, VerdictDraft

_LEAKED_WORDS = 9  # in a row of the instructions, from which a text repeats them
_NEARLY = 0.5  # points below a criterion's highest level, within which a score is the highest


@dataclass(frozen=True)
class Terms:
    """What a verdict is held against. `barred`: the spans of `text` that the model was not shown; `gives_orders`:
    whether some of them certainly address the grader."""

    rubric: Rubric
    text: str
    prompt: Prompt
    barred: tuple[Span, ...] = ()
    gives_orders: bool = False

    @cached_property
    def criteria(self) -> dict[str, Criterion]:
        return {criterion.key: criterion for criterion in self.rubric.criteria}

    @cached_property
    def told(self) -> frozenset[tuple[str, ...]]:
        return frozenset(_runs(self.prompt.instructions))


@dataclass(frozen=True, slots=True)
class Sound:
    """A criterion that stood the test; `place` is where its quote is, None without one."""

    key: str
    score: float
    level: str
    place: Span | None
    reason: str
    advice: str


def manipulation_in(draft: VerdictDraft, terms: Terms) -> str:
    """What shows that the model served someone else's instructions; empty where nothing does."""
    if draft.seal.strip() != terms.prompt.seal:
        return "The field `seal` does not hold the seal of your instructions."
    said = [draft.summary, *(text for item in draft.criteria for text in (item.reason, item.advice, item.quote or ""))]
    said += [draft.follow_up.question, draft.follow_up.why] if draft.follow_up else []
    if any(terms.prompt.seal in text or not terms.told.isdisjoint(_runs(text)) for text in said):
        return "The instructions or the seal are repeated in a text for the candidate."
    return _too_good(draft, terms)


def _too_good(draft: VerdictDraft, terms: Terms) -> str:
    """Nothing but the highest scores is what orders to graders ask for: then the evidence must not be theirs."""
    if any(item.score < _highest(item.key, terms) - _NEARLY for item in draft.criteria):
        return ""
    if terms.gives_orders:
        return "Every score is the highest although the answer speaks to its grader."
    if len(draft.criteria) > 1 and len({item.quote for item in draft.criteria}) == 1:
        return "Every score is the highest, and all rest on the same words."
    return ""


def _highest(key: str, terms: Terms) -> float:
    """Of a criterion that the rubric does not have: none, so that it is told as the fault it is."""
    criterion = terms.criteria.get(key)
    return max(step.score for step in levels_of(criterion)) if criterion else math.inf


def faults_in(draft: VerdictDraft, terms: Terms) -> list[str]:
    """What is wrong with a verdict, told so that a model can mend it; empty where it can stand."""
    given = [item.key for item in draft.criteria]
    missing = [key for key in terms.criteria if key not in given]
    twice = sorted({key for key in given if given.count(key) > 1})
    problems = [f"These criteria are missing: {', '.join(missing)}."] if missing else []
    problems += [f"These criteria stand there twice: {', '.join(twice)}."] if twice else []
    return problems + [fault for item in draft.criteria if (fault := fault_in(item, terms))]


def fault_in(item: CriterionDraft, terms: Terms) -> str:
    """What is wrong with one criterion; empty where it can stand. Nothing of its texts is repeated."""
    if item.key not in terms.criteria:
        return "There is a criterion the rubric does not have."
    if item.quote is None or not item.quote.strip():
        needs = item.score > NEEDS_QUOTE_ABOVE
        return f"{item.key}: a score above {NEEDS_QUOTE_ABOVE:g} needs a quote." if needs else ""
    return _fault_in_quote(item.key, item.quote, terms)


def _fault_in_quote(key: str, quote: str, terms: Terms) -> str:
    if len(quote) > LONGEST_QUOTE:
        return f"{key}: the quote is longer than {LONGEST_QUOTE} characters."
    if len(quote.split()) < min(2, len(terms.text.split())):
        return f"{key}: the quote has fewer than 2 words."
    if place_of(quote, terms.text, terms.barred) is None:
        return f"{key}: the quote is not in the answer. Copy it character by character, or lower the score."
    return ""


def sound(item: CriterionDraft, terms: Terms) -> Sound:
    """A criterion without fault, its quote by its place."""
    place = place_of(item.quote, terms.text, terms.barred) if item.quote and item.quote.strip() else None
    nearest = min(levels_of(terms.criteria[item.key]), key=lambda step: abs(step.score - item.score))
    return Sound(item.key, float(item.score), nearest.label, place, item.reason.strip(), item.advice.strip())


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = text.casefold().split()
    return (tuple(words[at : at + _LEAKED_WORDS]) for at in range(len(words) - _LEAKED_WORDS + 1))
