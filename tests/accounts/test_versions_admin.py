"""The history page of the back office: differences, reasons, and a button that brings back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import ActivityLog
from interview_coach.core.history import changes_of
from questionbank.models import CompanyQuestionBank
from tests.factories import BankFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def bank(alice):
    with alice.scope():
        return BankFactory(organization=alice.organization, company_name="Umbra", description="Before.")


@pytest.fixture
def as_alice(alice, client):
    client.force_login(alice.user)
    return client


def page(bank, name):
    return f"/admin/questionbank/companyquestionbank/{bank.pk}/{name}/"


def change(client, bank, **columns):
    data = {"company_name": "Umbra", "description": "Before.", "hiring_process_info": "{}", "is_active": "on"}
    response = client.post(page(bank, "change"), {**data, **columns})
    assert response.status_code == 302, response.content


def test_a_change_is_told_with_its_reason(as_alice, alice, bank):
    change(as_alice, bank, description="After.", change_reason="They moved.")
    shown = as_alice.get(page(bank, "history")).content.decode()
    assert [text for text in ("Before.", "After.", "“They moved.”", alice.user.email) if text not in shown] == []
    with alice.scope():
        newest = changes_of(bank)[0]
        assert (newest.history_change_reason, newest.history_user_id) == ("They moved.", alice.user.pk)


def test_the_button_brings_back(as_alice, alice, bank):
    change(as_alice, bank, description="After.")
    with alice.scope():
        first = changes_of(bank).last().uuid
    response = as_alice.post(page(bank, "history"), {"version": first, "change_reason": "Back."}, follow=True)
    assert "It is what it was then." in response.content.decode()
    with alice.scope():
        assert CompanyQuestionBank.objects.get(pk=bank.pk).description == "Before."
        assert changes_of(bank)[0].history_change_reason == "Back."
        assert ActivityLog.objects.filter(action_type="reverted", user=alice.user).count() == 1


def test_platform_staff_bring_back_for_any_organization(client, alice, bank):
    client.force_login(UserFactory(is_platform_staff=True))
    change(client, bank, description="After.")
    with alice.scope():
        first = changes_of(bank).last().uuid
    assert client.post(page(bank, "history"), {"version": first}).status_code == 302
    with alice.scope():
        assert CompanyQuestionBank.objects.get(pk=bank.pk).description == "Before."


@pytest.mark.parametrize("version", ["", "no uuid", "01a21fa7-181f-7675-b26e-646fbf48b789"])
def test_what_is_no_version_is_told(as_alice, bank, version):
    response = as_alice.post(page(bank, "history"), {"version": version}, follow=True)
    assert response.status_code == 200
    assert "It is what it was then." not in response.content.decode()


def test_strangers_find_nothing(charlie, client, bank, alice):
    with alice.scope():
        first = changes_of(bank).last().uuid
    client.force_login(charlie.user)
    assert client.get(page(bank, "history")).status_code == 404
    assert client.post(page(bank, "history"), {"version": first}).status_code == 404


def test_the_page_costs_the_same_for_any_number_of_changes(as_alice, bank):
    costs = []
    for number in range(3):
        change(as_alice, bank, description=f"After {number}.")
        with CaptureQueriesContext(connection) as captured:
            assert as_alice.get(page(bank, "history")).status_code == 200
        costs.append(len(captured))
    assert costs[0] == costs[2]
