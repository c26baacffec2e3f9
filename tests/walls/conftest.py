"""Two tenants with a row of every kind each, and a stranger from the second who knows every name of the first."""

from uuid import UUID

import pytest
from django.db import connection

from accounts.models import Membership, Role, UserSession
from interview_coach.core import tenancy
from interview_coach.core.models import PublicModel
from interview_coach.core.postgresql.wall import tenant_tables
from interview_coach.core.tenancy import TenantManager, TenantQuerySet, all_tenants
from tests.architecture.world import build
from tests.walls.probing import Stranger

BY_DATABASE = ["filtered", "unfiltered"] if connection.vendor == "postgresql" else ["filtered"]


@pytest.fixture(params=BY_DATABASE)
def filters(request, monkeypatch):
    """Whether the application's own filters are there; where they are not, row-level security stands alone."""
    if request.param == "unfiltered":
        monkeypatch.setattr(TenantManager, "_readable", lambda manager, scope: None)
        monkeypatch.setattr(TenantQuerySet, "_writable", lambda queryset: queryset)
        monkeypatch.setattr(tenancy, "check_writable", lambda rows: None)
        monkeypatch.setattr(tenancy, "_check_target", lambda model, name, value: None)
    return request.param


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
