"""`docs/schema.md`: the introduction as written, then every table as the models and the notes have it."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from interview_coach.schema.notes import Note
from interview_coach.schema.tables import SPECIFIED, Column, Key, Table

DOCUMENT = Path("docs", "schema.md")
INTRODUCTION = Path(__file__).with_name("introduction.md")
Notes = Mapping[tuple[str, str], Note]


def render(tables: Iterable[Table], notes: Notes) -> str:
    """Return the whole document."""
    by_name = {table.name: table for table in tables}
    specified = [by_name[name] for name in SPECIFIED]
    supporting = [table for table in by_name.values() if not table.specified]
    parts = [
        INTRODUCTION.read_text(encoding="utf-8").rstrip(),
        "## The tables of the specification\n" + _overview(specified),
        "## The supporting tables\n" + _overview(supporting),
        *_waiting(by_name.values(), notes),
        *(_section(table, notes) for table in by_name.values()),
    ]
    return "\n\n".join(parts) + "\n"


def without_note(tables: Iterable[Table], notes: Notes) -> list[str]:
    """Return the columns that the notes leave out, as `table.column`."""
    columns = ((table.name, column.name) for table in tables for column in table.columns)
    return [".".join(column) for column in columns if column not in notes]


def _overview(tables: Iterable[Table]) -> str:
    rows = [(f"[{t.name}](#{t.name})", f"`{t.model}`", str(len(t.columns)), t.purpose) for t in tables]
    return _grid(("table", "model", "columns", "what a row is"), rows)


def _waiting(tables: Iterable[Table], notes: Notes) -> list[str]:
    """The columns that nobody writes or nobody reads yet, with what they wait for."""
    rows = [
        (f"[{table.name}](#{table.name})", f"`{column.name}`", notes[table.name, column.name].later)
        for table in tables
        for column in table.columns
        if notes[table.name, column.name].later
    ]
    said = "These columns are specified, or belong to every table, and wait for what is named here.\n\n"
    return ["## Columns that wait\n" + said + _grid(("table", "column", "for what"), rows)] if rows else []


def _section(table: Table, notes: Notes) -> str:
    parts = [
        f"## {table.name}",
        f"{table.purpose} Model: `{table.model}`.",
        _grid(
            ("column", "type", "null", "default", "meaning", "written by", "read by"),
            (_row(column, notes[table.name, column.name]) for column in table.columns),
        ),
        _keys("Indexes", table.indexes),
        _keys("Unique", table.uniques),
        _listed("Checks", [f"`{name}`: `{demand}`" for name, demand in table.checks]),
    ]
    return "\n\n".join(part for part in parts if part)


def _row(column: Column, note: Note) -> tuple[str, ...]:
    default = f"`{column.default}`" if column.default and " " not in column.default else column.default
    return (
        f"`{column.name}`",
        column.type,
        "null" if column.null else "",
        default,
        column.meaning,
        _people(note.writes),
        _people(note.reads),
    )


def _people(names: Iterable[str]) -> str:
    return ", ".join(name if "." not in name else f"`{name}`" for name in names) or "*later*"


def _keys(title: str, keys: Iterable[Key]) -> str:
    return _listed(title, [f"{_named(key)}({', '.join(f'`{c}`' for c in key.columns)})" for key in keys])


def _named(key: Key) -> str:
    return f"`{key.name}` " if key.name else ""


def _listed(title: str, items: list[str]) -> str:
    return f"{title}:\n" + "\n".join(f"- {item}" for item in items) if items else ""


def _grid(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
