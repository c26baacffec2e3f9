"""One thing observed: a measure by name, in words, and where in the answer it stands."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

MOST_NAMED = 5  # different expressions that a text quotes


@dataclass(frozen=True, slots=True)
class Span:
    """A place in the answer, in code points of its text; `label` says what stands there."""

    start: int
    end: int
    label: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"{self.start}:{self.end} is no place in a text")


@dataclass(frozen=True, slots=True)
class Observation:
    """`name` is stable and defined in docs/scoring.md; `value` is in `unit`, None where it cannot be measured."""

    name: str
    value: float | None
    unit: str
    text: str
    spans: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        if self.value is not None and not math.isfinite(self.value):
            raise ValueError(f"{self.name} is {self.value}")

    def stands_in(self, answer: str) -> bool:
        """Whether every span is a place in this answer."""
        return all(span.end <= len(answer) for span in self.spans)


def tally(answer: str, spans: Iterable[Span]) -> str:
    """What stands at the spans, spelt as at its first place, the frequent ones first: "“maybe” (2), “I think” (1)"."""
    quotes = [" ".join(answer[span.start : span.end].split()) for span in spans]
    found, first = Counter(map(str.casefold, quotes)), {quote.casefold(): quote for quote in reversed(quotes)}
    named = [f"“{first[quote]}” ({count})" for quote, count in found.most_common(MOST_NAMED)]
    more = len(found) - len(named)
    return ", ".join(named) + (f" and {more} more" if more > 0 else "")


def times(count: int, one: str, several: str = "") -> str:
    """ "1 word", "2 words"; `several` where the plural is no plain s."""
    return f"{count} {one if count == 1 else several or one + 's'}"
