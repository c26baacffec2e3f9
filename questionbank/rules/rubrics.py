"""What makes criteria sound: the one place that says so, for services, back office, API and questions alike.

What checks data raises `Invalid`, which names the place ("criteria.2.levels.0.score") and a code of the API's contract.
"""

from collections.abc import Mapping
from typing import Any

from interview_coach.core.exceptions import Invalid
from interview_coach.core.naming import key_of

MOST_CRITERIA = 12
FEWEST_LEVELS, MOST_LEVELS = 2, 7
LONGEST_LABEL, LONGEST_TEXT = 100, 2_000
TOTAL_WEIGHT = 100
# A question's own rubric asks further below this score, as the house's defaults do: 6 is "right in outline" there.
PROBE_THRESHOLD = 6.5

Criteria = list[dict[str, Any]]


def sound_criteria(given: object, path: str = "criteria", label: str = "label") -> Criteria:
    """Return `given` as stored with a rubric version: `[{key, label, weight, description, levels}]`.

    Weights are whole numbers that sum to 100, keys are unique; a missing key follows from the label. Levels may be
    left out. `label` is the name under which an entry holds its label.
    """
    optional = {"description", "levels", "key"} if label == "label" else {"description", "levels"}
    entries = _objects(given, path, {label, "weight"}, optional)
    if not 1 <= len(entries) <= MOST_CRITERIA:
        raise Invalid(path, "max_length" if entries else "blank", f"From 1 to {MOST_CRITERIA} criteria are needed.")
    criteria = [_criterion(entry, f"{path}.{place}", label) for place, entry in enumerate(entries)]
    _check_keys([criterion["key"] for criterion in criteria], path, label)
    total = sum(criterion["weight"] for criterion in criteria)
    if total != TOTAL_WEIGHT:
        raise Invalid(path, "invalid", f"The weights sum to {total}; they must sum to {TOTAL_WEIGHT}.")
    return criteria


def sound_question_criteria(given: object) -> Criteria:
    """Return a question's `[{criterion, weight, description?, levels?}]` as the criteria of its own rubric.

    A criterion written as a key gets a label that reads, `trade_offs` "Trade offs"; one with capitals stays.
    """
    criteria = sound_criteria(given, "evaluation_criteria", "criterion")
    return [{**criterion, "label": _readable(criterion["label"])} for criterion in criteria]


def _readable(label: str) -> str:
    return label.replace("_", " ").capitalize() if label.islower() else label


def sound_threshold(given: object) -> float | None:
    """Return the score below which an answer is asked further, 0–10; None for never."""
    return None if given is None else _score(given, "probe_threshold")


def _criterion(entry: Mapping[str, Any], path: str, label: str) -> dict[str, Any]:
    named = _text(entry[label], f"{path}.{label}", LONGEST_LABEL)
    key = _text(entry["key"], f"{path}.key", LONGEST_LABEL) if "key" in entry else key_of(named)
    if not key or key != key_of(key):
        place = f"{path}.key" if "key" in entry else f"{path}.{label}"
        raise Invalid(place, "invalid", "A key is made of letters, digits and underscores, in lower case.")
    description = _text(entry.get("description", ""), f"{path}.description", LONGEST_TEXT, blank=True)
    levels = _levels(entry.get("levels", []), f"{path}.levels")
    weight = _weight(entry["weight"], f"{path}.weight")
    return {"key": key, "label": named, "weight": weight, "description": description, "levels": levels}


def _check_keys(keys: list[str], path: str, label: str) -> None:
    for place, key in enumerate(keys):
        if key in keys[:place]:
            raise Invalid(f"{path}.{place}.{label}", "invalid", f"Each criterion is named once; {key!r} comes again.")


def _levels(given: object, path: str) -> Criteria:
    steps = _objects(given, path, {"score", "label", "anchor"}, set())
    if steps and not FEWEST_LEVELS <= len(steps) <= MOST_LEVELS:
        code = "max_length" if len(steps) > MOST_LEVELS else "invalid"
        raise Invalid(path, code, f"No levels, or from {FEWEST_LEVELS} to {MOST_LEVELS}.")
    levels = [_level(step, f"{path}.{place}") for place, step in enumerate(steps)]
    for place in range(1, len(levels)):
        if levels[place]["score"] <= levels[place - 1]["score"]:
            raise Invalid(f"{path}.{place}.score", "min_value", "Levels rise in score.")
    return levels


def _level(step: Mapping[str, Any], path: str) -> dict[str, Any]:
    return {
        "score": _score(step["score"], f"{path}.score"),
        "label": _text(step["label"], f"{path}.label", LONGEST_LABEL),
        "anchor": _text(step["anchor"], f"{path}.anchor", LONGEST_TEXT),
    }


def _objects(given: object, path: str, needed: set[str], optional: set[str]) -> list[Mapping[str, Any]]:
    """Return a list of objects that have just these names, none of them null."""
    names = ", ".join(sorted(needed | optional))
    if not isinstance(given, list):
        raise Invalid(path, "invalid", f"A list of objects with {names}.")
    for place, entry in enumerate(given):
        _check_names(entry, f"{path}.{place}", names, needed, optional)
    return given


def _check_names(entry: object, path: str, names: str, needed: set[str], optional: set[str]) -> None:
    if not isinstance(entry, Mapping):
        raise Invalid(path, "invalid", f"Each entry is an object with {names}.")
    if missing := sorted(needed - entry.keys()):
        raise Invalid(f"{path}.{missing[0]}", "required", f"Each entry is an object with {names}.")
    if unknown := sorted(entry.keys() - needed - optional, key=str):
        raise Invalid(f"{path}.{str(unknown[0])[:LONGEST_LABEL]}", "unknown_field", f"Only {names} are known here.")
    if empty := sorted(name for name, value in entry.items() if value is None):
        raise Invalid(f"{path}.{empty[0]}", "null", "Leave it out where there is none.")


def _text(given: object, path: str, longest: int, *, blank: bool = False) -> str:
    if not isinstance(given, str):
        raise Invalid(path, "invalid", "A text is needed.")
    if "\x00" in given:
        raise Invalid(path, "invalid", "Null characters are not allowed.")
    if len(text := given.strip()) > longest:
        raise Invalid(path, "max_length", f"No more than {longest} characters.")
    if not text and not blank:
        raise Invalid(path, "blank", "Each entry needs a text here.")
    return text


def _weight(given: object, path: str) -> int:
    if type(given) is not int:
        raise Invalid(path, "invalid", f"A weight is a whole number from 1 to {TOTAL_WEIGHT}.")
    if not 1 <= given <= TOTAL_WEIGHT:
        code = "min_value" if given < 1 else "max_value"
        raise Invalid(path, code, f"A weight is a whole number from 1 to {TOTAL_WEIGHT}.")
    return given


def _score(given: object, path: str) -> float:
    if isinstance(given, bool) or not isinstance(given, int | float):
        raise Invalid(path, "invalid", "A number from 0 to 10 is needed.")
    if not 0 <= given <= 10:
        raise Invalid(path, "min_value" if given < 0 else "max_value", "A number from 0 to 10 is needed.")
    return given
