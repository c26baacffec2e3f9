"""What single cells of a row hold, and what they must not hold."""

import json
import re
from collections.abc import Mapping

from interviews.evaluation.files.criteria import rubric_of
from interviews.evaluation.inputs import Rubric
from interviews.evaluation.rubrics import content_rubric

_SEPARATOR = re.compile(r"[;,]")
_UNDECODED = re.compile("[\udc80-\udcff]")  # what the error handler surrogateescape leaves of bytes that are not UTF-8


def require_text(cells: Mapping[str, str]) -> None:
    """ValueError where the id is missing, or a cell holds a NUL or bytes that were not UTF-8."""
    if not cells["id"].strip():
        raise ValueError("the id is missing")
    for name, cell in cells.items():
        if "\0" in cell:
            raise ValueError(f"{name} holds a NUL byte")
        if _UNDECODED.search(cell):
            raise ValueError(f"{name} is not UTF-8")


def keywords_in(cell: str) -> tuple[str, ...]:
    """Keywords from a JSON list of texts, or separated by `;` or `,`. ValueError for other JSON."""
    names = _json("keywords", cell) if cell.lstrip().startswith("[") else _SEPARATOR.split(cell)
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ValueError("keywords are texts")
    return tuple(name.strip() for name in names if name.strip())


def rubric_in(cell: str) -> Rubric:
    """The rubric of `evaluation_criteria`, JSON as stored with a question; by content alone where the cell is empty."""
    if not cell.strip():
        return content_rubric()
    return rubric_of(_json("evaluation_criteria", cell))


def _json(name: str, cell: str) -> object:
    try:
        return json.loads(cell)
    except (json.JSONDecodeError, RecursionError) as error:
        raise ValueError(f"{name} is not JSON: {error}") from error
