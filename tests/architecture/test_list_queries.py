"""Every list is one SQL statement beside finding out who asks, with one row and with three."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.services.registration import join
from interview_coach.core.tenancy import tenant_scope
from interviews.services.questions import start_interview
from questionbank.services.banks import save_question
from tests.architecture.routes import api_routes
from tests.factories import BankFactory, OrganizationFactory, QuestionFactory

pytestmark = pytest.mark.django_db

# What finding out who asks consists of.
SIGNING_IN = ('FROM "user_sessions"', 'UPDATE "user_sessions"')
LISTS = ("interviews/", "questions/", "companies/", "users/me/activity/", "organizations/",
         "companies/<uuid:uuid>/questions/")  # fmt: skip


@pytest.fixture
def grow(bob, public):
    """Bring every list of Bob's to a number of rows; return the bank whose questions are listed."""
    with tenant_scope(public.pk):
        bank = BankFactory(organization=public)

    def to(rows):
        with tenant_scope(public.pk):
            BankFactory.create_batch(rows - 1, organization=public)
            for _ in range(rows):
                save_question(question=QuestionFactory.build(organization=public, bank=bank))
        with bob.scope():
            for _ in range(rows):
                start_interview(actor=bob.actor, now=timezone.now(), field="software_engineering", level="mid")
        for _ in range(rows - 1):
            join(user=bob.user, organization=OrganizationFactory(), role="candidate", now=timezone.now())
        return bank

    return to


def statements(client, url) -> int:
    """Return how many statements a request takes beside authentication; the session is looked up, not remembered."""
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(url)
    assert answer.status_code == 200, answer.content
    own = [q["sql"] for q in captured if not any(mark in q["sql"] for mark in SIGNING_IN)]
    assert len(captured) - len(own) == 1
    return len([sql for sql in own if not sql.startswith(("SAVEPOINT", "RELEASE"))])


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("path", LISTS)
def test_list_is_one_statement(path, rows, bob, grow):
    bank = grow(rows)
    url = "/api/v1/" + path.replace("<uuid:uuid>", str(bank.uuid))
    bob.client.get(url)
    assert len(bob.client.get(url).json()["results"]) >= rows
    assert statements(bob.client, url) == 1


@pytest.mark.parametrize(
    "query",
    ["page_size=2", "ordering=-started_at", "status=in_progress&field=software_engineering&level=mid",
     "started_after=2026-01-01T00:00:00Z&interview_type=technical"],
)  # fmt: skip
def test_filtered_list_is_one_statement_too(query, bob, grow):
    grow(3)
    assert statements(bob.client, f"/api/v1/interviews/?{query}") == 1


def test_list_of_a_coach_is_one_statement_too(bob, dana, grow):
    grow(3)
    assert statements(dana.client, f"/api/v1/interviews/?user={bob.user.uuid}") == 1


def test_next_page_is_one_statement_too(bob, grow):
    grow(3)
    assert statements(bob.client, bob.client.get("/api/v1/interviews/?page_size=1").json()["next"]) == 1


def test_every_list_is_measured(bob, grow):
    bank = grow(1)
    listed = set()
    for route in api_routes():
        if "get" in route.methods and route.path not in ("schema/", "docs/"):
            answer = bob.client.get(route.url(bank.uuid))
            if answer.status_code == 200 and "previous" in answer.json():
                listed.add(route.path)
    assert listed == set(LISTS)
