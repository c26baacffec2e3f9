"""Who may do what. The role matrix of docs/roles.md, as predicates."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from uuid import UUID

from accounts.models import Role
from interview_coach.core.tenancy import tenant_scope

COACHING = frozenset({Role.OWNER, Role.ADMIN, Role.COACH})
RUNNING = frozenset({Role.OWNER, Role.ADMIN})


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, in which role, for which organization, by which session."""

    user_id: int
    user_uuid: UUID
    organization_id: int
    organization_uuid: UUID
    house_id: int
    role: str
    session_uuid: UUID
    language: str = "en"

    def scope(self) -> AbstractContextManager[None]:
        """Open this actor's tenant scope."""
        return tenant_scope(self.organization_id, library_id=self.house_id)

    @property
    def coaches(self) -> bool:
        """Whether the actor may read what others of the organization practised."""
        return self.role in COACHING

    @property
    def runs(self) -> bool:
        """Whether the actor administers the organization."""
        return self.role in RUNNING


def may_settle_dispute(actor: Actor, *, took_side: bool) -> bool:
    """Reviewers who disagree are parted by a coach who is none of them, or by those who run the organization."""
    return actor.runs or (actor.coaches and not took_side)


def may_enter_back_office(role: str) -> bool:
    """Owners and admins run their tenant from the admin; coaches and candidates do not."""
    return role in RUNNING


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
