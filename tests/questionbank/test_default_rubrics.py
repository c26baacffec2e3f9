"""The house's default rubrics: there from the start, and installed once."""

import importlib

import pytest
from django.db.migrations.loader import MigrationLoader

from interview_coach.core.tenancy import all_tenants, tenant_scope
from questionbank import catalogue
from questionbank.models import Rubric, RubricVersion
from questionbank.services.rubrics import draft_version, publish

pytestmark = pytest.mark.django_db

migration = importlib.import_module("questionbank.migrations.0002_default_rubrics")


@pytest.fixture(scope="module")
def then():
    """The models as the migration finds them."""
    return MigrationLoader(None).project_state(("questionbank", "0001_initial")).apps


def defaults():
    rows = Rubric.objects.filter(default_for__isnull=False).select_related("live").order_by("name")
    return [(row.name, row.default_for, row.live.number, len(row.live.criteria)) for row in rows]


THREE = [("Behavioral", "behavioral", 1, 5), ("HR", "hr", 1, 4), ("Technical", "technical", 1, 5)]


def test_defaults_are_there_from_the_start(public):
    with tenant_scope(public.pk):
        assert defaults() == THREE


def test_default_levels_rise_from_one_to_ten():
    levels = [[step["score"] for step in entry["levels"]] for row in catalogue.rubrics() for entry in row["criteria"]]
    assert levels == [[1, 4, 6, 8, 10]] * 14


def test_every_anchor_is_its_own():
    anchors = [s["anchor"] for row in catalogue.rubrics() for entry in row["criteria"] for s in entry["levels"]]
    assert len(set(anchors)) == len(anchors) == 70


def test_install_is_repeatable_and_leaves_what_the_house_made_of_them(public, alice, now):
    with tenant_scope(public.pk):
        rubric = Rubric.objects.get(default_for="hr")
        by = {"by": alice.user.pk, "now": now}
        publish(version=draft_version(rubric=rubric, criteria=[{"label": "All", "weight": 100}], **by), **by)
        assert catalogue.install_rubrics(organization_id=public.pk, now=now) == 0
        assert defaults() == [THREE[0], ("HR", "hr", 2, 1), THREE[2]]


def test_install_brings_back_what_is_gone(public, now):
    with tenant_scope(public.pk):
        Rubric.objects.update(live=None)
        Rubric.objects.all().delete()
        assert catalogue.install_rubrics(organization_id=public.pk, now=now) == 3
        assert defaults() == THREE


def test_migration_installs_the_catalogue_s_rubrics(public, then):
    with all_tenants():
        installed = list(Rubric.objects.order_by("name").values("uuid", "name", "description", "default_for"))
        Rubric.objects.update(live=None)
        Rubric.objects.all().delete()
        migration.install_defaults(then, None)
        assert list(Rubric.objects.order_by("name").values("uuid", "name", "description", "default_for")) == installed
        assert {v.rubric.name: v.criteria for v in RubricVersion.objects.all()} == {
            row["name"]: row["criteria"] for row in catalogue.rubrics()
        }
