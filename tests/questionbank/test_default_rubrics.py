"""The house's default rubrics: there from the start, installed once, and criteria of older questions become rubrics."""

import importlib

import pytest
from django.db.migrations.loader import MigrationLoader

from interview_coach.core.tenancy import all_tenants, tenant_scope
from questionbank import catalogue
from questionbank.models import Rubric, RubricVersion
from questionbank.rules import PROBE_THRESHOLD
from questionbank.selectors import live_rubric
from questionbank.services.banks import save_question
from questionbank.services.rubrics import draft_version, publish
from tests.factories import QuestionFactory

pytestmark = pytest.mark.django_db

migration = importlib.import_module("questionbank.migrations.0003_default_rubrics")


@pytest.fixture(scope="module")
def then():
    """The models as the migration finds them."""
    return MigrationLoader(None).project_state(("questionbank", "0002_rubrics")).apps


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


def test_migration_makes_rubrics_of_the_criteria_that_questions_have(public, acme, then):
    unsound = [{"criterion": "Depth", "weight": 90}]
    given = ([{"criterion": "Depth", "weight": 100.0}], [], unsound, [{"criterion": "!!", "weight": 100}])
    with all_tenants():
        questions = QuestionFactory.create_batch(4, organization=acme)
        for question, criteria in zip(questions, given, strict=True):
            question.evaluation_criteria = criteria
            question.save()
        migration.follow_questions(then, None)
        assert Rubric.objects.filter(question__isnull=False).count() == 1
        found = [live_rubric(question) for question in questions]
        assert [version.rubric.question_id for version in found] == [questions[0].pk, None, None, None]
        assert found[0].criteria == [{"key": "depth", "label": "Depth", "weight": 100, "description": "", "levels": []}]
        assert (found[0].organization_id, found[0].published_at is None) == (acme.pk, False)
        assert found[0].probe_threshold == PROBE_THRESHOLD


def test_saving_after_the_migration_makes_no_second_version(acme, now, then):
    with all_tenants():
        question = QuestionFactory(organization=acme)
        migration.follow_questions(then, None)
        save_question(question=question, now=now)
        assert RubricVersion.objects.filter(rubric__question=question).count() == 1
