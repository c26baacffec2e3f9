"""The trail in the back office: what changed is readable, lines are found by whole values, taken out on record."""

import csv
import io

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.test import Client
from django.urls import reverse

from accounts.models import ActivityLog
from accounts.services.audit import export as exporting
from accounts.services.trail import record
from interview_coach.core.tenancy import all_tenants, tenant_scope
from tests.cast import NOW

pytestmark = pytest.mark.django_db
LIST = "admin:accounts_activitylog_changelist"


@pytest.fixture
def line(bob, alice):
    with tenant_scope(bob.organization.pk):
        record(organization_id=bob.organization.pk, user_id=alice.user.pk, subject_id=bob.user.pk, now=NOW,
               action="member_changed", entity_type="membership", entity_id="e-1", reason="promoted",
               before={"role": "candidate"}, after={"role": "coach", "is_active": True})  # fmt: skip
        return ActivityLog.objects.get(action_type="member_changed")


@pytest.fixture
def as_alice(alice):
    client = Client()
    client.force_login(alice.user)
    return client


def shown(client, q):
    page = client.get(reverse(LIST), {"q": q})
    return [line.action_type for line in page.context["cl"].result_list]


def test_changes_are_readable(as_alice, line):
    page = as_alice.get(reverse("admin:accounts_activitylog_change", args=[line.pk])).content.decode()
    assert "<div><b>role</b>: candidate → coach</div><div><b>is_active</b>: – → true</div>" in page
    assert "<div><b>reason</b>: promoted</div>" in page
    assert line.content_salt not in page


@pytest.mark.parametrize("q", ["alice@acme.example", "bob@acme.example", "e-1"])
def test_lines_are_found_by_who_whom_and_what(as_alice, line, q):
    assert "member_changed" in shown(as_alice, q)
    assert shown(as_alice, q[:-1]) == []


def test_lines_are_found_by_request(as_alice, alice, line):
    response = alice.client.patch("/api/v1/users/me/", {"bio": "b"}, format="json", HTTP_X_REQUEST_ID="r-77")
    assert response.status_code == 200
    assert shown(as_alice, "r-77") == ["settings_change"]


def take_out(client, *keys):
    data = {"action": "export_lines", ACTION_CHECKBOX_NAME: [str(key) for key in keys]}
    return client.post(reverse(LIST), data)


def test_export_is_csv_and_on_record(as_alice, alice, line):
    with all_tenants():
        line_of_a_formula = ActivityLog.objects.create(
            organization=line.organization, action_type="x", action_description="=1+1", timestamp=NOW
        )
    response = take_out(as_alice, line.pk, line_of_a_formula.pk)
    first, second = csv.DictReader(io.StringIO(response.content.decode()))
    assert (first["uuid"], first["user_id"], first["action_type"]) == (
        str(line.uuid), str(alice.user.pk), "member_changed",
    )  # fmt: skip
    assert (second["action_description"], second["user_id"]) == ("'=1+1", "")
    with alice.scope():
        taken = ActivityLog.objects.get(action_type="audit_export")
    assert (taken.user_id, taken.metadata["lines"]) == (alice.user.pk, 2)


def test_strangers_lines_are_not_exported(charlie, line):
    client = Client()
    client.force_login(charlie.user)
    assert str(line.uuid) not in take_out(client, line.pk).content.decode()
    with charlie.scope():
        assert not ActivityLog.objects.filter(action_type="audit_export").exists()


def test_export_has_a_bound(as_alice, alice, line, monkeypatch):
    monkeypatch.setattr(exporting, "MOST_LINES", 0)
    assert take_out(as_alice, line.pk).status_code == 302
    with alice.scope():
        assert not ActivityLog.objects.filter(action_type="audit_export").exists()


def test_list_costs_the_same_for_many_lines(as_alice, alice, line, django_assert_max_num_queries):
    for lines in (1, 20):
        with alice.scope():
            for _ in range(lines):
                record(organization_id=alice.organization.pk, user_id=alice.user.pk, action="x", now=NOW)
        with django_assert_max_num_queries(14):
            assert as_alice.get(reverse(LIST)).status_code == 200
