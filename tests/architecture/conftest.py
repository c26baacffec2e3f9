"""The cast once for a whole module: its tests look at the same rows, and what each of them changes is rolled back."""

from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.db import transaction

from tests.architecture.world import World, build
from tests.cast import CAST, enter, house_with_rubrics, library_of, named
from tests.factories import OrganizationFactory


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker) -> Iterator[dict]:
    """Everybody of the cast with their organizations, the house and its library, by the names of the fixtures.

    The rows stand within a transaction of the module's; a test's own is a savepoint in it.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        public = house_with_rubrics()
        organizations = {slug: OrganizationFactory(slug=slug) for slug in ("acme", "bravo")}
        people = {name: enter(organizations[slug], **named(name)) for name, (slug, _) in CAST.items()}
        yield {"public": public, "library": library_of(public), **organizations, **people}
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def standing_world(stage) -> World:
    """Bob's rows of every kind at acme."""
    return build(stage["bob"])


@pytest.fixture
def world(db, standing_world) -> World:
    return deepcopy(standing_world)


def _of_the_stage(name: str):
    """A fixture that hands each test a copy of its own."""

    @pytest.fixture(name=name)
    def fixture(db, stage):
        return deepcopy(stage[name])

    return fixture


public, library = _of_the_stage("public"), _of_the_stage("library")
acme, bravo = _of_the_stage("acme"), _of_the_stage("bravo")
alice, bob, emil, dana = (_of_the_stage(name) for name in ("alice", "bob", "emil", "dana"))
charlie = _of_the_stage("charlie")
