"""What answering and listing cost in SQL: so many statements, however many rows there are."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from interviews.models import Interview, InterviewEvent

pytestmark = pytest.mark.django_db

# How durable a commit is belongs to it: a key's claim need not wait for the disk (PostgreSQL).
TRANSACTION_CONTROL = ("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "COMMIT", "SET LOCAL synchronous_commit")
# Beside transaction control and authentication.
SUBMIT, LIST = 8, 1


@pytest.fixture
def statements(bob):
    """Run a call of Bob's and return the statements that are neither transaction control nor authentication."""
    bob.client.get("/api/v1/vocabulary/")

    def run(call):
        with CaptureQueriesContext(connection) as captured:
            response = call()
        assert response.status_code in (200, 202), response.data
        return [query["sql"] for query in captured if not _is_overhead(query["sql"])]

    return run


def _is_overhead(sql):
    return sql.startswith(TRANSACTION_CONTROL) or "user_sessions" in sql.partition(" WHERE ")[0]


def submit(person, interview, question, number):
    body = {"question": question, "text": "I would delete the key.", "time_spent_seconds": 30}
    url = f"/api/v1/interviews/{interview.uuid}/answers/"
    return person.client.post(url, body, HTTP_IDEMPOTENCY_KEY=f"answer-{number}")


def test_submit_costs_eight_statements(bob, sitting, statements):
    ran = statements(lambda: submit(bob, sitting, sitting.first_slot.question.uuid, 1))
    assert len(ran) == SUBMIT, "\n".join(ran)


def test_submit_costs_no_more_with_many_rows(bob, emil, library, begin, answer_next, sitting, statements, now):
    for n in range(4):
        other = begin(bob, at=now + timedelta(hours=n))
        for _ in range(4):
            answer_next(other, now + timedelta(hours=n))
        answer_next(begin(emil), now, person=emil)
    for _ in range(4):
        answer_next(sitting, now)
    question = bob.client.get(f"/api/v1/interviews/{sitting.uuid}/next-question/").json()["uuid"]
    ran = statements(lambda: submit(bob, sitting, question, 1))
    assert len(ran) == SUBMIT, "\n".join(ran)


@pytest.mark.parametrize("rows", [1, 3, 20])
def test_list_costs_one_statement(bob, emil, library, begin, statements, rows):
    for _ in range(rows):
        begin(bob)
    begin(emil)
    ran = statements(lambda: bob.client.get("/api/v1/interviews/", {"page_size": 20}))
    assert len(ran) == LIST, "\n".join(ran)
    assert len(bob.client.get("/api/v1/interviews/").json()["results"]) == rows


def test_list_of_another_person_costs_one_statement(bob, dana, library, begin, statements):
    for _ in range(3):
        begin(bob)
    dana.client.get("/api/v1/vocabulary/")
    ran = statements(lambda: dana.client.get("/api/v1/interviews/", {"user": bob.user.uuid}))
    assert len(ran) == LIST, "\n".join(ran)


def test_events_cost_two_statements_however_many(bob, sitting, statements, now):
    with bob.scope():
        InterviewEvent.objects.bulk_create(
            InterviewEvent(organization=bob.organization, user=bob.user, interview=sitting, seq=seq, type="x", at=now)
            for seq in range(3, 203)
        )
        Interview.objects.update(last_seq=202)
    ran = statements(lambda: bob.client.get(f"/api/v1/interviews/{sitting.uuid}/events/"))
    assert len(ran) == 2, "\n".join(ran)
