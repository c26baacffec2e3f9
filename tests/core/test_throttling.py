"""How often may be asked: by person, tenant and address, counted without SQL."""

import threading
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from interview_coach.core.api import throttling
from tests.cast import PASSWORD
from tests.core.problems import problem_of

pytestmark = pytest.mark.django_db

QUESTIONS = "/api/v1/questions/"
LOGIN = "/api/v1/auth/login/"
NONE = {"user": 0, "tenant": 0, "address": 0, "auth": 0}


@pytest.fixture(autouse=True)
def clock():
    """Twenty seconds before a minute is over."""
    with time_machine.travel(datetime(2099, 3, 2, 9, 0, 40, tzinfo=UTC), tick=False) as traveller:
        yield traveller


def statuses(client, times, url=QUESTIONS):
    return [client.get(url).status_code for _ in range(times)]


def test_person_is_told_when_to_come_again(bob, settings, clock):
    settings.RATE_LIMITS = {**NONE, "user": 2}
    assert statuses(bob.client, 2) == [200, 200]
    refused = bob.client.get(QUESTIONS)
    assert (problem_of(refused)["code"], refused.status_code, refused["Retry-After"]) == ("throttled", 429, "20")
    clock.shift(20)
    assert statuses(bob.client, 3) == [200, 200, 429]


def test_people_are_counted_apart_and_their_tenant_together(bob, emil, charlie, settings):
    settings.RATE_LIMITS = {**NONE, "user": 2}
    assert [statuses(person.client, 3) for person in (bob, emil)] == [[200, 200, 429]] * 2
    cache.clear()
    settings.RATE_LIMITS = {**NONE, "tenant": 3}
    assert [statuses(person.client, 2) for person in (bob, emil, charlie)] == [[200, 200], [200, 429], [200, 200]]


def test_who_is_not_signed_in_is_counted_by_address(public, settings):
    settings.RATE_LIMITS = {**NONE, "address": 2}
    here, there = APIClient(REMOTE_ADDR="192.0.2.1"), APIClient(REMOTE_ADDR="192.0.2.2")
    assert [statuses(client, 3, "/api/v1/schema/") for client in (here, there)] == [[200, 200, 429]] * 2


def test_signing_in_has_a_limit_of_its_own(public, bob, settings):
    settings.RATE_LIMITS = {**NONE, "auth": 2}
    guess = {"email": "nobody@acme.example", "password": "wrong"}
    answers = [APIClient().post(LOGIN, guess, format="json") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [401, 401, 429]
    assert problem_of(answers[2])["code"] == "throttled"
    assert statuses(bob.client, 3) == [200] * 3


def test_door_of_the_back_office_counts_with_the_api_s(alice, settings):
    settings.RATE_LIMITS = {**NONE, "auth": 2}
    sent = {"username": alice.user.email, "password": PASSWORD}
    here, there = Client(REMOTE_ADDR="192.0.2.1"), Client(REMOTE_ADDR="192.0.2.2")
    APIClient(REMOTE_ADDR="192.0.2.1").post(LOGIN, {"email": "nobody@acme.example", "password": "x"}, format="json")
    answers = [here.post("/admin/login/", {**sent, "password": "wrong"}), here.post("/admin/login/", sent)]
    assert [(answer.status_code, answer.get("Retry-After")) for answer in answers] == [(200, None), (429, "20")]
    assert here.get("/admin/login/").status_code == 200
    assert there.post("/admin/login/", sent).status_code == 302


def test_accepting_invitations_counts_by_address(public, settings):
    settings.RATE_LIMITS = {**NONE, "auth": 2}
    body = {"token": "guessed", "password": PASSWORD}
    answers = [
        APIClient(REMOTE_ADDR=address).post("/api/v1/auth/invitations/accept/", body, format="json").status_code
        for address in ("192.0.2.1", "192.0.2.1", "192.0.2.1", "192.0.2.2")
    ]
    assert answers == [400, 400, 429, 400]


def test_counting_costs_no_sql(bob, settings):
    def statements():
        bob.client.get(QUESTIONS)
        with CaptureQueriesContext(connection) as captured:
            bob.client.get(QUESTIONS)
        return len(captured)

    without = statements()
    settings.RATE_LIMITS = dict.fromkeys(NONE, 1000)
    assert statements() == without


def test_of_many_at_once_exactly_as_many_pass_as_may(settings):
    settings.RATE_LIMITS = {**NONE, "user": 7}
    together, passed = threading.Barrier(20), []

    def ask():
        together.wait(20)
        passed.append(throttling.may_pass("user", "bob"))

    threads = [threading.Thread(target=ask) for _ in range(20)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert passed.count(True) == 7


def test_without_a_cache_nobody_is_turned_away(settings):
    settings.RATE_LIMITS = {**NONE, "user": 1}
    nobody = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1"}
    settings.CACHES = {"default": nobody}
    assert [throttling.may_pass("user", "bob") for _ in range(3)] == [True] * 3
