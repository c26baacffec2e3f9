"""Situation, task, action, result: the stretches of an answer in which words of each part stand. English."""

from interviews.evaluation.observations.observation import Observation, Span, times
from interviews.evaluation.reading.document import Document
from interviews.evaluation.reading.narrative import parts_of

PARTS = ("situation", "task", "action", "result")
SUCH_AS = {
    "situation": "“in my last team” or “last year”",
    "task": "“I had to” or “my task”",
    "action": "“I proposed” or “I built”",
    "result": "“as a result” or “in the end”",
}


def star(document: Document) -> tuple[Observation, ...]:
    """One observation for each part: how many sentences show it, and where."""
    found = parts_of(document, document.sentences)
    shown = {part: [part.upper() in parts for parts in found] for part in PARTS}
    untold = [not any(parts) for parts in zip(*shown.values(), strict=True)]
    return tuple(_part(document, part, shown[part], untold) for part in PARTS)


def _part(document: Document, part: str, shown: list[bool], untold: list[bool]) -> Observation:
    held = [index for index in range(len(shown)) if shown[index] or (untold[index] and _is_bridge(shown, index))]
    runs = _runs(held)
    spans = tuple(_stretch(document, first, last, part) for first, last in runs)
    text = _told(part, runs, len(shown)) if runs else f"No words of {_named(part)} were found, such as {SUCH_AS[part]}."
    return Observation(f"star_{part}", float(len(held)), "sentences", text, spans)


def _told(part: str, runs: list[tuple[int, int]], of: int) -> str:
    sentences = sum(last - first + 1 for first, last in runs)
    which = ", ".join(str(first + 1) if first == last else f"{first + 1}–{last + 1}" for first, last in runs)
    return f"Words of {_named(part)} stand in {times(sentences, 'sentence')} of {of} ({which})."


def _named(part: str) -> str:
    return f"an {part}" if part == "action" else f"a {part}"


def _is_bridge(shown: list[bool], index: int) -> bool:
    """Whether a sentence stands between two that show a part."""
    return 0 < index < len(shown) - 1 and shown[index - 1] and shown[index + 1]


def _runs(indices: list[int]) -> list[tuple[int, int]]:
    """[1, 2, 3, 6] → [(1, 3), (6, 6)]"""
    runs: list[tuple[int, int]] = []
    for index in indices:
        if runs and runs[-1][1] == index - 1:
            runs[-1] = (runs[-1][0], index)
        else:
            runs.append((index, index))
    return runs


def _stretch(document: Document, first: int, last: int, part: str) -> Span:
    return Span(document.sentences[first].start, document.sentences[last].end, part)
