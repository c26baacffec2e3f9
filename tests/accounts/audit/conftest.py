"""Lines of the trail at acme, and ways to tamper with them that the database would refuse."""

from datetime import timedelta

import pytest
from django.db import connection

from accounts.models import ActivityLog, Seal
from accounts.services.audit.sealing import seal
from accounts.services.audit.verification import verify
from accounts.services.trail import record
from interview_coach.core.append_only import append_only_models, guard, unguard
from interview_coach.core.postgresql.ownership import as_owner
from interview_coach.core.postgresql.wall import raise_wall
from interview_coach.core.request_context import NO_REQUEST, RequestContext, set_request
from interview_coach.core.tenancy import all_tenants, tenant_scope
from tests.cast import NOW

FROM = RequestContext("request-1", "203.0.113.9", "Browser/1", "POST", "/api/v1/somewhere/")


class Trail:
    """Five sealed lines of bob's at acme."""

    def __init__(self, person):
        self.person, self.organization = person, person.organization
        with self.scope():
            self.numbers = range(1, ActivityLog.objects.count() + 6)
        self.add(5)
        seal(now=NOW)

    def scope(self):
        return tenant_scope(self.organization.pk)

    def add(self, count=1, **more):
        set_request(FROM)
        with self.scope():
            for number in range(count):
                record(organization_id=self.organization.pk, user_id=self.person.user.pk, action="settings_change",
                       now=NOW + timedelta(seconds=number), entity_type="user", description="Bob said hello",
                       **{"before": {"bio": "a"}, "after": {"bio": "b"}, **more})  # fmt: skip
        set_request(NO_REQUEST)

    def verify(self, **options):
        with self.scope():
            return verify(**options)

    def sql(self, statement, *values):
        with all_tenants(), connection.cursor() as cursor:
            cursor.execute(statement, values)

    def line(self, number):
        with self.scope():
            return ActivityLog.objects.get(uuid=self.seal(number).line_uuid)

    def seal(self, number):
        with self.scope():
            return Seal.objects.get(number=number)


@pytest.fixture
def trail(bob):
    return Trail(bob)


@pytest.fixture
def unguarded(transactional_db):
    """What whoever owns the tables can do: take the triggers away, and let anybody write."""
    with as_owner("default"):
        unguard()
        grant("GRANT UPDATE, DELETE ON {} TO {}")
    yield
    with as_owner("default"):
        guard()
        raise_wall_again()


def grant(statement):
    """Let the application's role do more to the tables that only grow, where there are roles."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for model in append_only_models():
                cursor.execute(statement.format(model._meta.db_table, connection.settings_dict["APPLICATION"]["USER"]))


def raise_wall_again():
    if connection.vendor == "postgresql":
        raise_wall(connection)
