"""Rows of answers read from CSV, one at a time."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, TextIO

from interviews.evaluation.files.cells import keywords_in, require_text, rubric_in
from interviews.evaluation.files.errors import BadFile, BadRow, MissingColumns
from interviews.evaluation.inputs import AnswerText, QuestionBrief, Rubric

NEEDED = ("id", "question", "reference_answer", "student_answer")
LONGEST_LINE = 1 << 26  # characters; a quote never closed would draw the rest of the file into one cell


class _Reader(Protocol):
    """What `csv.reader` gives; its own type has no public name."""

    @property
    def line_num(self) -> int: ...

    def __next__(self) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer to score; `line` is where its row begins, the header being line 1."""

    line: int
    id: str
    question: QuestionBrief
    rubric: Rubric
    answer: AnswerText


def read_rows(stream: TextIO) -> Iterator[AnswerRow | BadRow]:
    """The rows of a CSV stream opened with `newline=""`; a bad one comes as a value, so that the caller may go on.

    Raises MissingColumns for the header and BadFile where the text is no CSV. Blank lines are passed over.
    """
    csv.field_size_limit(LONGEST_LINE)
    reader = csv.reader(_lines(stream), strict=True)
    rows = _numbered(reader)
    _, names = next(rows, (1, []))
    columns = _columns(names)
    for line, cells in rows:
        try:
            yield _row(line, dict(zip(columns, cells, strict=True)))
        except BadRow as error:
            yield error
        except ValueError:  # of zip
            yield BadRow(line, f"{len(cells)} cells, the header has {len(columns)}")


def _lines(stream: TextIO) -> Iterator[str]:
    number = 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            raise BadFile(number, f"longer than {LONGEST_LINE} characters")
        yield line


def _numbered(reader: _Reader) -> Iterator[tuple[int, list[str]]]:
    """Each row that holds a cell, with the line it begins on: a quoted line break makes a row of several lines."""
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise BadFile(line, f"not CSV: {error}") from error
        if cells:
            yield line, cells


def _columns(names: list[str]) -> list[str]:
    columns = [name.strip() for name in names]
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        raise MissingColumns(f"missing columns: {', '.join(missing)}; found: {', '.join(columns) or 'none'}")
    if twice := [name for name in NEEDED if columns.count(name) > 1]:
        raise MissingColumns(f"columns named twice: {', '.join(twice)}")
    return columns


def _row(line: int, cells: dict[str, str]) -> AnswerRow:
    try:
        require_text(cells)
        return AnswerRow(
            line,
            cells["id"].strip(),
            _question(cells),
            rubric_in(cells.get("evaluation_criteria", "")),
            AnswerText(cells["student_answer"]),
        )
    except ValueError as error:
        raise BadRow(line, str(error)) from error


def _question(cells: dict[str, str]) -> QuestionBrief:
    return QuestionBrief(
        text=cells["question"],
        category=cells.get("category", "").strip(),
        field=cells.get("field", "").strip(),
        level=cells.get("level", "").strip(),
        sample_answer=cells["reference_answer"],
        keywords=keywords_in(cells.get("keywords", "")),
    )
