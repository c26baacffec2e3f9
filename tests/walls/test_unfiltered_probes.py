"""A thousand random probes of each kind by code without any filter: PostgreSQL alone stands in the way.

`pytest tests/walls/test_unfiltered_probes.py -s` prints the figures.
"""

import pytest
from django.db import DatabaseError, connection, transaction

from interview_coach.core.postgresql.wall import tenant_tables
from interview_coach.core.tenancy import all_tenants
from tests.core.postgresql.roles import as_superuser
from tests.walls.probing import PROBES, dice
from tests.walls.unfiltered import KINDS, Target

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="row-level security is PostgreSQL's"),
]


@pytest.fixture
def targets(acme, bravo, acme_rows, bravo_rows):
    """Every row of acme's, beside one of bravo's in the same table."""
    found = []
    with all_tenants():
        for model in tenant_tables().values():
            own = model.objects.filter(organization=bravo).values_list("pk", flat=True).first()
            theirs = model.objects.filter(organization=acme).values_list("pk", flat=True)
            found += [Target(model, pk, acme.pk, own or 0) for pk in theirs]
    return found


def gets_through(probe, target) -> int:
    """Return how many rows a probe reached; whatever it did is undone."""
    try:
        with transaction.atomic():
            reached = probe(target)
            transaction.set_rollback(True)
            return reached
    except DatabaseError as error:
        if "row-level security" in str(error):
            return 0
        raise


def tried(kind, targets) -> int:
    """Return how many of the probes of a kind reached something."""
    roll = dice(kind.__name__)
    return sum(gets_through(kind, roll.choice(targets)) > 0 for _ in range(PROBES))


def test_nothing_gets_through_the_wall(targets, charlie):
    assert len({target.model for target in targets}) > 20
    with charlie.scope():
        inside = {kind.__name__: tried(kind, targets) for kind in KINDS}
    outside = {kind.__name__: tried(kind, targets) for kind in KINDS}
    with as_superuser(), charlie.scope():
        control = {kind.__name__: tried(kind, targets) for kind in KINDS}
    for name in control:
        print(f"{name:10} {PROBES} probes: {inside[name]} as bravo, {outside[name]} without a scope, "
              f"{control[name]} as a superuser")  # fmt: skip
    assert set(inside.values()) == set(outside.values()) == {0}
    assert min(control.values()) > PROBES // 4, control
