"""The two tables of docs/roles.md: what each role may, and the lowest role that each call is for."""

from pathlib import Path
from typing import NamedTuple

from accounts.models import Role

DOCUMENT = Path(__file__).parents[2] / "docs" / "roles.md"
RANK = [Role.CANDIDATE, Role.COACH, Role.ADMIN, Role.OWNER]
ANYBODY = "anybody"  # no sign-in is asked for


class Permitted(NamedTuple):
    """A row of the first table: a permission, on what is one's own or not, and the roles that have it."""

    permission: str
    is_own: bool
    roles: list[str]


def tables() -> list[list[list[str]]]:
    """Return the document's tables as rows of cells, the head first."""
    found, above = [], ""
    for line in DOCUMENT.read_text().splitlines():
        if line.startswith("|"):
            if not above.startswith("|"):
                found.append([])
            found[-1].append([cell.strip() for cell in line.strip("|").split("|")])
        above = line
    return [[head, *rows] for head, _, *rows in found]


def permitted() -> list[Permitted]:
    """Return what each role may, as the document says it."""
    (_, _, *roles), *rows = tables()[0]
    return [Permitted(name.split("`")[1], name.endswith("own"), _having(roles, said)) for name, _, *said in rows]


def _having(roles: list[str], said: list[str]) -> list[str]:
    return [role for role, word in zip(roles, said, strict=True) if word == "yes"]


def calls() -> dict[str, str]:
    """Return the lowest role of each call ("get rubrics/{uuid}/"), or `ANYBODY`."""
    _, *rows = tables()[1]
    named = {_with_lower_verb(call.strip("`")): role for call, role in rows}
    assert len(named) == len(rows), "a call is there twice"
    return named


def _with_lower_verb(call: str) -> str:
    verb, path = call.split(" ")
    return f"{verb.lower()} {path}"


def lowest() -> dict[str, str]:
    """Return the calls that are not for everyone who may read or owns the row: 403 below that role."""
    return {call: role for call, role in calls().items() if role in RANK[1:]}
