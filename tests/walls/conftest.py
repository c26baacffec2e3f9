"""Two tenants with a row of every kind each, and a stranger from the second who knows every name of the first."""

from uuid import UUID

import pytest

from accounts.models import Membership, Role, UserSession
from interview_coach.core.models import PublicModel
from interview_coach.core.postgresql.wall import tenant_tables
from interview_coach.core.tenancy import all_tenants
from tests.architecture.world import build
from tests.walls.probing import Stranger


@pytest.fixture
def acme_rows(bob, alice, library):
    return build(bob)


@pytest.fixture
def bravo_rows(charlie, library):
    return build(charlie)


@pytest.fixture
def strangers(bravo, charlie, bravo_rows, sign_in):
    """Whoever there is at bravo: its owner, a coach, and a candidate."""
    people = [charlie, sign_in(bravo, Role.COACH), sign_in(bravo, Role.CANDIDATE)]
    return [Stranger(person) for person in people]


@pytest.fixture
def names(acme, acme_rows) -> list[UUID]:
    """The uuid of every row that is acme's, and of everybody who is there."""
    with all_tenants():
        found = {
            uuid
            for model in tenant_tables().values() if issubclass(model, PublicModel)
            for uuid in model.objects.filter(organization=acme).values_list("uuid", flat=True)
        }  # fmt: skip
        people = set(Membership.objects.filter(organization=acme).values_list("user__uuid", flat=True))
    sessions = UserSession.objects.filter(organization=acme).values_list("uuid", flat=True)
    return sorted({*found, *people, *sessions, acme.uuid, *acme_rows.uuids.values()})
