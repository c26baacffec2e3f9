"""The four roles: what each includes, and who gives which."""

from accounts.models import Role

COACHING = frozenset({Role.OWNER, Role.ADMIN, Role.COACH})
RUNNING = frozenset({Role.OWNER, Role.ADMIN})
# An owner gives every role, an admin those below their own.
GRANTS: dict[str, frozenset[str]] = {
    Role.OWNER: frozenset(Role.values),
    Role.ADMIN: frozenset({Role.COACH, Role.CANDIDATE}),
}


def grantable_roles(role: str) -> frozenset[str]:
    """Return the roles that someone of `role` gives and takes."""
    return GRANTS.get(role, frozenset())


def may_change_role(role: str, before: str, after: str) -> bool:
    """Whether someone of `role` may move a member from one role to another, or out of the organization."""
    return {before, after} <= grantable_roles(role)


def may_coach_a_team(role: str) -> bool:
    """Coaches and up coach teams; a candidate is coached."""
    return role in COACHING


def may_enter_back_office(role: str) -> bool:
    """Owners and admins run their tenant from the admin; coaches and candidates do not."""
    return role in RUNNING
