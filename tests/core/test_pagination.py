"""Lists by keyset: every row once, forwards and back, whatever the order and however many tie."""

import pytest
from django.utils import timezone

from interview_coach.core.tenancy import tenant_scope
from interviews.services.questions import start_interview
from tests.factories import BankFactory, QuestionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows(bob, library, public):
    """Seven questions and banks of the house, and three interviews of Bob's that began in the same moment."""
    now = timezone.now()
    with tenant_scope(public.pk):
        bank = BankFactory(organization=public, company_name="Zeta")
        QuestionFactory.create_batch(4, organization=public, bank=bank)
    with bob.scope():
        for _ in range(3):
            start_interview(actor=bob.actor, now=now, field="software_engineering", level="mid")
    return bank


def pages(client, url, direction):
    """Follow `next` or `previous` to the end; return the uuids of each page."""
    found = []
    while url:
        answer = client.get(url)
        assert answer.status_code == 200, answer.content
        found.append([row["uuid"] for row in answer.json()["results"]])
        last, url = url, answer.json()[direction]
    return found, last


@pytest.mark.parametrize(
    ("path", "ordering"),
    [
        ("questions/", None), ("questions/", "uuid"), ("questions/", "-usage_count"), ("questions/", "usage_count"),
        ("questions/", "created_at"), ("questions/", "-created_at"), ("companies/", "company_name"),
        ("companies/", "-company_name"), ("interviews/", None), ("interviews/", "started_at"),
        ("interviews/", "-started_at"), ("users/me/activity/", None), ("organizations/", None),
        ("companies/{bank}/questions/", None),
    ],
)  # fmt: skip
def test_pages_hold_every_row_once_forwards_and_back(path, ordering, bob, rows):
    url = f"/api/v1/{path.format(bank=rows.uuid)}?" + (f"ordering={ordering}&" if ordering else "")
    whole = [row["uuid"] for row in bob.client.get(url + "page_size=100").json()["results"]]
    there, last = pages(bob.client, url + "page_size=2", "next")
    back, _ = pages(bob.client, last, "previous")
    assert len(set(whole)) == len(whole) > 0
    assert [uuid for page in there for uuid in page] == whole
    assert [uuid for page in reversed(back) for uuid in page] == whole


def test_lists_are_newest_first(bob, rows):
    found = [row["uuid"] for row in bob.client.get("/api/v1/interviews/").json()["results"]]
    assert found == sorted(found, reverse=True)


def test_page_size_ends_at_a_hundred(bob, public, settings):
    with tenant_scope(public.pk):
        BankFactory.create_batch(101, organization=public)
    sizes = [len(bob.client.get("/api/v1/companies/" + query).json()["results"]) for query in ("", "?page_size=1000")]
    assert sizes == [20, 100]
