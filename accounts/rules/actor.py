"""Who acts, in which role, for which organization."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from uuid import UUID

from accounts.rules.roles import COACHING, RUNNING
from interview_coach.core.history import authored_by
from interview_coach.core.tenancy import tenant_scope


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
    must_set_up_two_factor: bool = False

    def scope(self) -> AbstractContextManager[None]:
        """Open this actor's tenant scope; what is changed within is this actor's doing."""
        return self._acting()

    @contextmanager
    def _acting(self) -> Iterator[None]:
        with tenant_scope(self.organization_id, library_id=self.house_id), authored_by(self.user_id):
            yield

    @property
    def coaches(self) -> bool:
        """Whether the actor may read what others of the organization practised."""
        return self.role in COACHING

    @property
    def runs(self) -> bool:
        """Whether the actor administers the organization."""
        return self.role in RUNNING
