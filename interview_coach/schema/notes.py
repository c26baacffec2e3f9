"""What people have noted of each column: who writes it, who reads it, what it waits for."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

NOTES = Path("docs", "schema_notes.toml")
# What comes by itself: keys, defaults and timestamps.
DATABASE = "database"


@dataclass(frozen=True, slots=True)
class Note:
    """Dotted names of functions and classes, or `database`; `later` where a release to come will write or read."""

    writes: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    later: str = ""


def read_notes(root: Path) -> dict[tuple[str, str], Note]:
    """Return the notes of the project at `root`, by table and column."""
    tables = tomllib.loads((root / NOTES).read_text(encoding="utf-8"))
    return {
        (table, column): Note(tuple(said.pop("writes", ())), tuple(said.pop("reads", ())), **said)
        for table, columns in tables.items()
        for column, said in columns.items()
    }
