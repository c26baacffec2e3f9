"""Every table that knows a person says what becomes of it when the person goes."""

from django.apps import apps
from django.contrib.auth import get_user_model

from interview_coach.core.personal_data import Deleted, holdings

# A change names its author, who may be a shell by then.
PASSING = {"history_user"}


def test_every_table_that_points_at_a_person_is_held():
    person = get_user_model()
    pointing = {
        model._meta.db_table
        for model in apps.get_models()
        if any(field.related_model is person and field.name not in PASSING for field in model._meta.concrete_fields)
    }
    held = {holding.model._meta.db_table for holding in holdings()}
    assert pointing - held == set(), "say in the app's personal_data what becomes of it"


def test_titles_of_an_export_are_told_apart():
    names = [holding.name for holding in holdings()]
    assert sorted(names) == sorted(set(names))


def test_files_are_deleted_with_the_rows_that_name_them():
    assert [h.name for h in holdings() if h.files and not isinstance(h.on_erasure, Deleted)] == []
