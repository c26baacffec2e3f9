"""Named permissions: predicates over who asks, and whether what they ask about is their own.

Each app names its own in its `rules`; docs/roles.md lists them all, and a test holds the list equal to them. None asks
the database: whose something is, a selector finds out.
"""

import rules

from accounts.models import Role
from accounts.rules.actor import Actor
from accounts.rules.roles import grantable_roles
from interview_coach.core.exceptions import Forbidden

anyone = rules.always_allow


@rules.predicate
def own(actor: Actor, is_own: bool | None) -> bool:
    """It is the actor's: their own work, a team they coach, a dispute they took a side in."""
    return bool(is_own)


@rules.predicate
def coaches(actor: Actor) -> bool:
    """Coach and up."""
    return actor.coaches


@rules.predicate
def runs(actor: Actor) -> bool:
    """Owner and admin."""
    return actor.runs


def gives(role: str) -> rules.Predicate:
    """Return the predicate of those who make somebody a `role`, or a `role` something else."""
    return rules.predicate(lambda actor: role in grantable_roles(actor.role), name=f"gives_{role}")


def permit(permission: str, predicate: rules.Predicate) -> None:
    """Name a permission. Raises `KeyError` where the name is taken."""
    rules.add_perm(permission, predicate)


def may(actor: Actor, permission: str, *, is_own: bool = False) -> bool:
    """Whether the actor has a permission, on their own or on somebody else's. Raises `KeyError` for no such name."""
    if not rules.perm_exists(permission):
        raise KeyError(permission)
    return bool(rules.has_perm(permission, actor, is_own))


def require(actor: Actor, permission: str, *, is_own: bool = False) -> None:
    """Raise `Forbidden` unless the actor has a permission."""
    if not may(actor, permission, is_own=is_own):
        raise Forbidden


permit("organization.read", anyone)
permit("organization.change", runs)
permit("history.read", runs)
permit("history.revert", runs)
permit("back_office.enter", runs)
permit("members.read", own | coaches)
permit("members.change", runs)
permit("invitations.write", runs)
permit("teams.read", own | coaches)
permit("teams.found", runs)
permit("teams.write", runs | (coaches & own))
for _role in Role.values:
    permit(f"roles.give_{_role}", gives(_role))
