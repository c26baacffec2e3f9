"""docs/roles.md says what the rules do, of every permission and of every call."""

import pytest
import rules

import interviews.rules  # noqa: F401  (names its permissions)
import questionbank.rules  # noqa: F401
from accounts.models import Role
from accounts.rules import Actor, grantable_roles, may, require
from interview_coach.core.exceptions import Forbidden
from interview_coach.core.models import uuid7
from tests.architecture.matrix import ANYBODY, RANK, calls, permitted, tables
from tests.architecture.routes import api_routes


def actor(role: str) -> Actor:
    return Actor(1, uuid7(), 1, uuid7(), 2, role, uuid7())


def test_table_has_a_column_for_each_role():
    assert tables()[0][0][2:] == RANK


def test_table_names_every_permission():
    assert {row.permission for row in permitted()} == set(rules.permissions.permissions)


@pytest.mark.parametrize("row", permitted(), ids=lambda row: f"{row.permission} {'own' if row.is_own else ''}")
def test_row_is_what_the_rule_says(row):
    assert [role for role in RANK if may(actor(role), row.permission, is_own=row.is_own)] == row.roles


def test_permissions_that_differ_for_one_s_own_have_both_rows():
    written = {(row.permission, row.is_own) for row in permitted()}
    for name in {permission for permission, _ in written}:
        differs = any(may(actor(r), name, is_own=True) != may(actor(r), name, is_own=False) for r in RANK)
        assert (not differs) or {(name, True), (name, False)} <= written, name


def test_permission_that_nobody_named_is_an_error():
    with pytest.raises(KeyError):
        may(actor(Role.OWNER), "organization.chnage")
    with pytest.raises(Forbidden):
        require(actor(Role.COACH), "organization.change")


def test_every_call_is_in_the_document_and_nothing_else_is():
    assert set(calls()) == {f"{method} {route.shown}" for route in api_routes() for method in route.methods}
    assert set(calls().values()) <= {ANYBODY, *RANK}


@pytest.mark.parametrize("role", Role.values)
def test_nobody_gives_a_role_above_their_own(role):
    assert [given for given in grantable_roles(role) if RANK.index(given) > RANK.index(role)] == []
