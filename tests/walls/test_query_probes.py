"""A thousand random probes of each kind: by the managers, where the first wall answers; and by code without any filter,
where PostgreSQL alone stands in the way.

`pytest tests/walls/test_query_probes.py -s` prints the figures.
"""

import pytest
from django.db import DatabaseError, connection, transaction

from interview_coach.core.postgresql.wall import tenant_tables
from interview_coach.core.tenancy import all_tenants
from tests.core.postgresql.roles import as_superuser
from tests.walls.kinds import SCOPED, UNFILTERED, Target
from tests.walls.probing import QUERIES, dice

CONTROLS = 100


@pytest.fixture
def targets(acme, bravo, acme_rows, bravo_rows):
    """Every row of acme's, beside one of bravo's in the same table."""
    found = []
    with all_tenants():
        for model in tenant_tables().values():
            own = model.objects.filter(organization=bravo).values_list("pk", flat=True).first()
            theirs = model.objects.filter(organization=acme).values_list("pk", flat=True)
            found += [Target(model, pk, acme.pk, bravo.pk, own or 0) for pk in theirs]
    return found


def gets_through(probe, target) -> int:
    """Return how many rows a probe reached; whatever it did is undone."""
    try:
        with transaction.atomic():
            reached = probe(target)
            transaction.set_rollback(True)
            return reached
    except DatabaseError as error:
        # A table that only grows is closed by its grants; any other rule was reached because the wall let it through.
        return int(not any(wall in str(error) for wall in ("row-level security", "permission denied")))


def tried(kind, targets, times=QUERIES) -> int:
    """Return how many of the probes of a kind reached something."""
    roll = dice(kind.__name__)
    return sum(gets_through(kind, roll.choice(targets)) > 0 for _ in range(times))


def figures(kinds, targets, times=QUERIES) -> dict[str, int]:
    return {kind.__name__: tried(kind, targets, times) for kind in kinds}


@pytest.mark.django_db
def test_nothing_gets_through_the_scopes(targets, charlie, bob):
    with charlie.scope():
        found = figures(SCOPED, targets)
    print(f"{QUERIES} probes of each kind by the managers got through: {found}")
    assert set(found.values()) == {0}
    with bob.scope():
        assert tried(SCOPED[0], targets) == QUERIES  # the control: they are there to be found


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="row-level security is PostgreSQL's")
def test_nothing_gets_through_the_wall(targets, charlie):
    assert len({target.model for target in targets}) > 20
    with charlie.scope():
        inside = figures(UNFILTERED, targets)
    outside = figures(UNFILTERED, targets, CONTROLS)
    with as_superuser(), charlie.scope():
        control = figures(UNFILTERED, targets, CONTROLS)
    for name in control:
        print(f"{name:10} {QUERIES} probes without a filter: {inside[name]} got through as bravo; of {CONTROLS} "
              f"{outside[name]} without a scope, {control[name]} as a superuser")  # fmt: skip
    assert set(inside.values()) == set(outside.values()) == {0}
    assert set(control.values()) == {CONTROLS}


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="row-level security is PostgreSQL's")
@pytest.mark.parametrize("filters", ["unfiltered"], indirect=True)
def test_control_a_request_finds_the_row_where_neither_wall_stands(filters, charlie, acme_rows):
    path = f"/api/v1/interviews/{acme_rows.interview.uuid}/"
    assert charlie.client.get(path).status_code == 404
    with as_superuser():
        assert charlie.client.get(path).status_code == 200
