"""docs/roles.md says what the rules do."""

from pathlib import Path

import pytest

from accounts import rules
from accounts.models import Role
from accounts.rules import Actor
from interview_coach.core.exceptions import Forbidden
from interview_coach.core.models import uuid7
from questionbank.rules import check_reads_rubrics, check_writes_rubrics

DOCUMENT = Path(__file__).parents[2] / "docs" / "roles.md"


def actor(role: str) -> Actor:
    return Actor(1, uuid7(), 1, uuid7(), 2, role, uuid7())


def changes(wanted: str):
    """Whether a role may move somebody to `wanted`, and from there to the lowest role."""
    return lambda role: (
        rules.may_change_role(role, Role.CANDIDATE, wanted) and rules.may_change_role(role, wanted, Role.CANDIDATE)
    )


def passes(check):
    """Whether a check lets a role through."""

    def outcome(role: str) -> bool:
        try:
            check(actor(role))
        except Forbidden:
            return False
        return True

    return outcome


# In the order of the table. What every member may, or nobody, is no question of role: it is walked as charlie instead.
RULES = {
    "practise": lambda role: True,
    "read one's own": lambda role: True,
    "read those of others": lambda role: actor(role).coaches,
    "answer, revise": lambda role: False,
    "read the questions": lambda role: True,
    "read a question's hint": lambda role: actor(role).coaches,
    "ask for a person's look": lambda role: True,
    "read the rubrics": passes(check_reads_rubrics),
    "write rubrics": passes(check_writes_rubrics),
    "read the review queue": lambda role: actor(role).coaches,
    "settle a dispute between": lambda role: rules.may_settle_dispute(actor(role), took_side=False),
    "settle a dispute one has": lambda role: rules.may_settle_dispute(actor(role), took_side=True),
    "review an answer of one's own": lambda role: False,
    "read which AI": lambda role: True,
    "read the rest of the AI policy": lambda role: actor(role).coaches,
    "change the AI policy": lambda role: actor(role).runs,
    "read anchors": lambda role: actor(role).coaches,
    "add and switch anchors": lambda role: actor(role).runs,
    "see what another evaluation": lambda role: rules.may_enter_back_office(role),
    "enter the back office": lambda role: rules.may_enter_back_office(role) and actor(role).runs,
    "make someone a candidate": lambda role: rules.may_change_role(role, Role.CANDIDATE, Role.CANDIDATE),
    "make someone a coach": changes(Role.COACH),
    "make someone an admin": changes(Role.ADMIN),
    "make someone an owner": changes(Role.OWNER),
}


def table() -> tuple[list[str], dict[str, list[str]]]:
    """Return the roles at the head of the document's table, and its rows by what they allow."""
    lines = [line for line in DOCUMENT.read_text().splitlines() if line.startswith("|")]
    head, _, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return head[1:], {row[0]: row[1:] for row in rows}


def test_table_has_a_column_for_each_role():
    assert table()[0] == [Role.CANDIDATE, Role.COACH, Role.ADMIN, Role.OWNER]


def test_table_has_a_row_for_each_rule():
    assert [next((k for k in RULES if what.startswith(k)), what) for what in table()[1]] == list(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_row_is_what_the_rule_says(rule):
    roles, rows = table()
    (written,) = [cells for what, cells in rows.items() if what.startswith(rule)]
    assert written == ["yes" if RULES[rule](role) else "no" for role in roles]


@pytest.mark.parametrize("role", Role.values)
def test_nobody_gives_a_role_above_their_own(role):
    rank = [Role.CANDIDATE, Role.COACH, Role.ADMIN, Role.OWNER]
    assert [given for given in rules.grantable_roles(role) if rank.index(given) > rank.index(role)] == []
