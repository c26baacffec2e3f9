"""Files of rows that people upload: CSV in UTF-8, comma separated, with a header that names known columns."""

import csv
import io
from collections.abc import Callable, Collection, Sequence
from itertools import islice

from interview_coach.core.exceptions import Invalid

Row = dict[str, str]


def read_rows(
    content: bytes,
    *,
    needed: Collection[str],
    optional: Collection[str] = (),
    known: Callable[[str], bool] | None = None,
    most: int,
    largest: int,
    widest: int = 20,
) -> list[Row]:
    """Return the rows of a file by column. Raises `Invalid` on `file`.

    It has 1 to `most` rows, `largest` bytes and `widest` columns at most. `known` may admit further columns.
    """
    if len(content) > largest:
        raise Invalid("file", "max_length", f"{largest} bytes at most.")
    if b"\x00" in content:
        raise Invalid("file", "invalid", "Null characters are not allowed.")
    try:
        reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        header = reader.fieldnames or []
        if len(header) > widest:
            raise Invalid("file", "max_length", f"{widest} columns at most.")
        _check_columns(header, needed, lambda name: name in optional or (known is not None and known(name)))
        rows = list(islice(reader, most + 1))
    except (UnicodeDecodeError, csv.Error) as error:
        raise Invalid("file", "invalid", f"This is no CSV file in UTF-8: {error}.") from error
    if not 1 <= len(rows) <= most:
        raise Invalid("file", "invalid", f"1 to {most} rows are taken.")
    return rows


def _check_columns(given: Sequence[str], needed: Collection[str], known: Callable[[str], bool]) -> None:
    if missing := set(needed) - set(given):
        raise Invalid("file", "required", f"There is no column {', '.join(sorted(missing))}.")
    for place, name in enumerate(given):
        if name in given[:place] or not (name in needed or known(name)):
            raise Invalid("file", "unknown_field", f"There is no column {name[:100]!r}, or it is there twice.")


def check_whole(row: Row) -> None:
    """Raise `Invalid` where a row has more or fewer values than there are columns; `DictReader` tells so by None."""
    if None in row or None in row.values():
        raise Invalid("row", "invalid", "The row has more or fewer values than there are columns.")
