"""The database itself refuses to rewrite the trail."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError

from accounts.models import ActivityLog, Rotation, Seal, User
from interview_coach.core.append_only import append_only_models, guard, unguard, unguarded_tables
from interview_coach.core.models import uuid7
from interview_coach.core.postgresql.ownership import as_owner
from interview_coach.core.tenancy import all_tenants
from tests.cast import NOW

pytestmark = pytest.mark.django_db
COLUMNS = [f.column for f in ActivityLog._meta.concrete_fields if f.column not in ActivityLog.append_only.erasable]
OTHER = {"id": 987654, "uuid": uuid7().hex, "status_code": 200, "response_time": 1.5, "user_id": None, "timestamp": NOW,
         "organization_id": 987654}  # fmt: skip


def refused(trail, statement, *values):
    with pytest.raises(DatabaseError, match=r"append-only|permission denied|must be owner"), transaction.atomic():
        trail.sql(statement, *values)


@pytest.mark.parametrize("column", [column for column in COLUMNS if column != "subject_id"])
def test_no_column_of_a_line_changes(trail, column):
    refused(
        trail, f"UPDATE activity_logs SET {column} = %s WHERE id = %s", OTHER.get(column, "other"), trail.line(5).pk
    )


def test_subject_of_a_line_does_not_change(trail, alice):
    refused(trail, "UPDATE activity_logs SET subject_id = %s WHERE id = %s", alice.user.pk, trail.line(5).pk)


@pytest.mark.parametrize("column", ["ip_address", "user_agent", "action_description", "origin_salt", "content_salt"])
@pytest.mark.parametrize("value", ["", "other"])
def test_a_personal_column_alone_neither_changes_nor_is_blanked(trail, column, value):
    refused(trail, f"UPDATE activity_logs SET {column} = %s WHERE id = %s", value, trail.line(5).pk)


def test_a_personal_part_is_blanked_as_a_whole(trail):
    with trail.scope():
        lines = ActivityLog.objects.filter(pk=trail.line(5).pk)
        assert lines.update(ip_address="", user_agent="", origin_salt="") == 1
        assert lines.update(action_description="", metadata={}, content_salt="") == 1
        line = lines.get()
    assert [getattr(line, name) for name in ActivityLog.append_only.erasable] == ["", "", "", "", {}, ""]
    refused(trail, "UPDATE activity_logs SET user_agent = 'x' WHERE id = %s", line.pk)


def test_no_line_goes(trail):
    refused(trail, "DELETE FROM activity_logs WHERE id = %s", trail.line(1).pk)


@pytest.mark.django_db(transaction=True)
def test_lines_of_a_rotated_time_go_and_no_others(trail, charlie):
    with trail.scope():
        Rotation.objects.create(
            organization=trail.organization, until=NOW + timedelta(seconds=2), reason="t", created_at=NOW
        )
    old = [trail.line(number) for number in trail.numbers[-5:]]
    with as_owner("default"):
        trail.sql("DELETE FROM activity_logs WHERE id IN (%s, %s)", old[0].pk, old[1].pk)
        refused(trail, "DELETE FROM activity_logs WHERE id = %s", old[2].pk)
        refused(trail, "DELETE FROM activity_logs WHERE organization_id = %s", charlie.organization.pk)


@pytest.mark.parametrize("model", [Seal, Rotation])
def test_seals_and_rotations_stay_as_they_are(trail, model):
    with trail.scope():
        Rotation.objects.create(organization=trail.organization, until=NOW, reason="t", created_at=NOW)
    table = model._meta.db_table
    refused(trail, f"UPDATE {table} SET organization_id = organization_id")
    refused(trail, f"DELETE FROM {table}")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL lets a trigger stop TRUNCATE")
def test_a_table_with_lines_is_not_truncated(trail):
    connection.check_constraints()  # else it is refused for what is still to be checked
    for model in append_only_models():
        if model is not Rotation:
            refused(trail, f"TRUNCATE {model._meta.db_table}")


def test_people_with_lines_are_not_deleted(trail):
    with all_tenants(), pytest.raises(ProtectedError):
        User.objects.get(pk=trail.person.user.pk).delete()


@pytest.mark.django_db(transaction=True)
def test_owner_of_the_tables_is_refused_by_the_triggers(trail):
    """Where the application may not do it anyway, the triggers hold for the role that may."""
    statements = {
        "UPDATE activity_logs SET action_type = 'x'", "DELETE FROM activity_logs", "UPDATE audit_seals SET number = 1",
        "UPDATE activity_logs SET ip_address = ''", "UPDATE activity_logs SET metadata = '{}'",
        "DELETE FROM audit_seals",
    }  # fmt: skip
    if connection.vendor == "postgresql":
        statements |= {"TRUNCATE activity_logs", "TRUNCATE audit_seals"}
    with as_owner("default"):
        for statement in statements:
            with pytest.raises(DatabaseError, match="append-only"):
                trail.sql(statement)


@pytest.mark.django_db(transaction=True)
def test_a_missing_trigger_is_named():
    assert unguarded_tables() == []
    with as_owner("default"):
        unguard()
        assert unguarded_tables() == ["activity_logs", "audit_seals", "audit_rotations"]
        guard()
    assert unguarded_tables() == []
