"""No model has drifted from its migrations, and each app's history is one line."""

import pytest
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

OUR_APPS = ("core", "accounts", "questionbank", "interviews", "analytics", "gamification")


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", "--check", "--dry-run", verbosity=1)


def test_history_of_each_app_is_one_line():
    graph = MigrationLoader(None, ignore_no_migrations=True).graph
    assert [len(graph.leaf_nodes(app)) for app in OUR_APPS] == [1] * len(OUR_APPS)
