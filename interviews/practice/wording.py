"""Text, times and scores as they are shown: never anything a server could smuggle into a terminal."""

from typing import Any

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

CONTROL_CHARACTERS = {code: None for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"}


MINUTE = 60


def plain(text: Any, style: str = "") -> Text:
    """Return text as it is, without what would steer a terminal."""
    return Text(str(text).translate(CONTROL_CHARACTERS), style)


def duration(seconds: float | None) -> str:
    """Return a length of time for people."""
    if seconds is None:
        return "–"
    minutes, rest = divmod(round(seconds), MINUTE)
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"


def points(score: float | None) -> Text:
    """Return a score from 0 to 10 in the colour it deserves."""
    if score is None:
        return Text("–", "dim")
    return Text(f"{score:.1f}", "green" if score >= 7 else "yellow" if score >= 4.5 else "red")


def words(value: Any) -> str:
    """Return a stored word as one reads it."""
    return str(value or "").replace("_", " ")


def quoted(title: str, sign: str, style: str, found: Any) -> list[RenderableType]:
    """Return strengths or improvements under a title, each with its quote; nothing where there are none."""
    parts: list[RenderableType] = [Text(f"\n{title}", "bold")] if found else []
    for point in found or []:
        about, said = plain(words(point["criterion"]), "bold"), plain(point["text"])
        parts.append(Text.assemble((f"{sign} ", style), about, ": ", said))
        if point.get("quote"):
            parts.append(Padding(plain(f"“{point['quote']}”", "italic dim"), (0, 0, 0, 4)))
    return parts


def listed(title: str, items: Any) -> list[RenderableType]:
    """Return a list under a title; nothing where it is empty."""
    parts: list[RenderableType] = [Text(f"\n{title}", "bold")] if items else []
    return parts + [Text.assemble(("• ", "cyan"), plain(item)) for item in items or []]
