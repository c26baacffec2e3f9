"""Many at once: one row for one key, exact counters, no deadlock shown to anyone."""

import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.journeys.installation import Client, wait_until
from tests.journeys.ledger import broken_promises

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
TEXT = "I would delete the key after each write, because then the next reader loads fresh data from the database."


def test_two_hundred_submits_under_one_key_make_one_row(bob, installation):
    interview = bob.start()
    question = interview["current_question"]["uuid"]
    path = f"interviews/{interview['uuid']}/answers/"
    clients = [Client(installation.base) for _ in range(8)]
    body, key = {"question": question, "text": TEXT, "time_spent_seconds": 30}, str(uuid.uuid4())

    def submit(number: int):
        return clients[number % 8].http.post(path, json=body, headers={"Idempotency-Key": key})

    with ThreadPoolExecutor(8) as pool:
        responses = list(pool.map(submit, range(200)))
    codes = Counter((r.status_code, r.json().get("code")) for r in responses)
    assert codes.keys() <= {(202, None), (409, "request_in_progress")}
    assert len({r.json()["uuid"] for r in responses if r.status_code == 202}) == 1
    assert bob.get(f"interviews/{interview['uuid']}/")["questions_answered"] == 1
    received = [
        e for e in bob.get(f"interviews/{interview['uuid']}/events/")["results"] if e["type"] == "answer.received"
    ]
    assert len(received) == 1


def test_hundred_operations_at_once_leave_exact_counters(bob, installation):
    interview = bob.start(questions=20)
    here = f"interviews/{interview['uuid']}/"
    first = interview["current_question"]["uuid"]
    clients = [Client(installation.base) for _ in range(10)]
    operations = [
        lambda c: c.http.post(here + "pause/", json={}),
        lambda c: c.http.post(here + "resume/", json={}),
        lambda c: c.http.post(here + "hint/", json={}),
        lambda c: c.http.post(here + "skip/", json={}),
        lambda c: c.http.get(here + "next-question/"),
        lambda c: c.http.put(here + "draft/", json={"question": first, "text": "so far"}),
        lambda c: c.http.post(here + "answers/", json={"question": first, "text": TEXT, "time_spent_seconds": 5}),
        lambda c: c.http.get(here + "events/"),
        lambda c: c.http.get(here + "report/"),
        lambda c: c.http.patch(here, json={"notes": "n"}),
    ]

    def act(number: int):
        return number % 10, operations[number % 10](clients[(number // 10) % 10])

    with ThreadPoolExecutor(10) as pool:
        done = list(pool.map(act, range(100)))
    assert [r.text for _, r in done if r.status_code >= 500] == []
    after = bob.get(here)
    assert after["pause_count"] == sum(number == 0 and r.status_code == 200 for number, r in done)
    assert after["questions_answered"] == sum(number == 6 and r.status_code == 202 for number, r in done)
    events = bob.get(here + "events/")
    assert [e["seq"] for e in events["results"]] == list(range(1, events["last_seq"] + 1))


def test_rows_keep_their_promises_after_all_that(production):
    database = production.connections()["DATABASE_URL"]
    wait_until(lambda: "every answer is evaluated" not in broken_promises(database), 60, "the evaluations")
    assert broken_promises(database) == {}
