"""A lost answer may be asked for again, and the work is done once."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from rest_framework.test import APIClient

from interview_coach.core.api.idempotency import fingerprint
from interview_coach.core.models import IdempotencyKey
from interview_coach.core.services import forget_old_keys
from interview_coach.core.tenancy import all_tenants
from interviews.models import Interview, Media
from interviews.services.questions import starting
from tests.architecture.world import recording
from tests.core.problems import problem_of

pytestmark = pytest.mark.django_db

START = {"field": "software_engineering", "level": "mid", "questions_total": 3}
URL = "/api/v1/interviews/"


def start(person, key="k", body=START, **headers):
    return person.client.post(URL, body, format="json", headers={"Idempotency-Key": key, **headers})


def held(**columns):
    """Change what is stored of the only key."""
    with all_tenants():
        assert IdempotencyKey.objects.update(**columns) == 1


def interviews() -> int:
    with all_tenants():
        return Interview.objects.count()


def keys() -> int:
    with all_tenants():
        return IdempotencyKey.objects.count()


@pytest.fixture
def first(bob, library):
    """An interview started under the key "k"."""
    answer = start(bob)
    assert answer.status_code == 201
    return answer


def test_replay_gives_the_first_answer_again(bob, first):
    again = start(bob)
    assert (again.status_code, again.json()) == (201, first.json())
    assert (first.headers.get("Idempotent-Replayed"), again.headers["Idempotent-Replayed"]) == (None, "true")
    assert again["Content-Type"] == first["Content-Type"] == "application/json"
    assert interviews() == 1


def test_same_body_spelt_otherwise_is_the_same(bob, first):
    spelt = '{ "questions_total" :3,\n"level":"mid", "field": "software_\\u0065ngineering"}'
    again = bob.client.generic("POST", URL, spelt, "application/json", headers={"Idempotency-Key": "k"})
    assert again.json() == first.json()


def test_other_body_is_refused(bob, first):
    problem = problem_of(start(bob, body={**START, "questions_total": 4}))
    assert (problem["status"], problem["code"]) == (422, "idempotency_key_reused")
    assert interviews() == 1


def test_other_key_runs_anew(bob, first):
    assert start(bob, "other").json()["uuid"] != first.json()["uuid"]


@pytest.mark.parametrize("key", ["", " ", "a b", "ä", "x" * 129, "a\tb", "a\x7f"])
def test_unusable_key_is_refused(key, bob, library):
    problem = problem_of(start(bob, key))
    assert (problem["status"], problem["errors"][0]["field"]) == (400, "Idempotency-Key")
    assert interviews() == 0


@pytest.mark.parametrize("key", ["!", "~" * 128, '"quoted"'])
def test_visible_ascii_is_a_key(key, bob, library):
    assert start(bob, key).status_code == 201


def test_request_in_progress_while_its_lease_holds(bob, first):
    held(status_code=None, response=None, lease_expires_at=timezone.now() + timedelta(seconds=60))
    assert (problem_of(start(bob))["status"], problem_of(start(bob))["code"]) == (409, "request_in_progress")
    assert interviews() == 1


def test_request_whose_process_died_runs_anew(bob, first):
    now = timezone.now()
    minute = timedelta(minutes=1)
    held(status_code=None, response=None, created_at=now - 2 * minute, lease_expires_at=now - minute)
    again = start(bob)
    assert (again.status_code, "Idempotent-Replayed" in again.headers) == (201, False)
    assert start(bob).json() == again.json()
    assert interviews() == 2


def test_key_lives_a_day(bob, first):
    with time_machine.travel(timezone.now() + timedelta(hours=23, minutes=59), tick=False):
        day_later = _signed_in_anew(bob)
        assert start(day_later).json() == first.json()
    with time_machine.travel(timezone.now() + timedelta(hours=24, minutes=1), tick=False):
        assert start(_signed_in_anew(bob), body={**START, "questions_total": 4}).status_code == 201
    assert (interviews(), keys()) == (2, 1)


def _signed_in_anew(person):
    client = APIClient()
    body = {"email": person.user.email, "password": "Correct-horse-7-battery"}
    access = client.post("/api/v1/auth/login/", body, format="json").json()["access"]
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {access}")
    return type(person)(person.user, person.organization, person.actor, access, "", client)


def test_old_keys_are_forgotten(first):
    assert forget_old_keys(now=timezone.now() + timedelta(hours=23)) == 0
    assert forget_old_keys(now=timezone.now() + timedelta(hours=25)) == 1
    assert keys() == 0


def test_conflict_is_not_kept(bob, public):
    assert problem_of(start(bob))["code"] == "no_questions_available"
    assert keys() == 0


def test_refusal_of_the_input_is_kept(bob, library):
    first, again = (start(bob, body={**START, "level": "wise"}) for _ in range(2))
    assert (again.status_code, again.json()) == (400, first.json())
    assert again.headers["Idempotent-Replayed"] == "true"
    assert again["Content-Type"] == "application/problem+json"


def test_refusal_of_what_is_not_there_is_kept(bob, first):
    url = f"{URL}00000000-0000-0000-0000-000000000000/pause/"
    answers = [bob.client.post(url, headers={"Idempotency-Key": "p"}) for _ in range(2)]
    assert [problem_of(answer)["status"] for answer in answers] == [404, 404]
    assert [answer.headers.get("Idempotent-Replayed") for answer in answers] == [None, "true"]


def test_unreadable_body_claims_no_key(bob, library):
    answer = bob.client.generic("POST", URL, "{", "application/json", headers={"Idempotency-Key": "k"})
    assert (problem_of(answer)["code"], keys()) == ("parse_error", 0)
    assert start(bob).status_code == 201


def test_stranger_claims_no_key(client, public):
    answer = client.post(URL, START, "application/json", headers={"Idempotency-Key": "k"})
    assert (problem_of(answer)["status"], keys()) == (401, 0)


def test_keys_are_per_user(bob, emil, first):
    other = start(emil)
    assert (other.status_code, other.json()["uuid"] == first.json()["uuid"]) == (201, False)


def test_keys_are_per_path(bob, first):
    paused = [bob.client.post(f"{URL}{first.json()['uuid']}/{what}/", headers={"Idempotency-Key": "k"})
              for what in ("pause", "resume", "pause")]  # fmt: skip
    assert [answer.json()["status"] for answer in paused] == ["paused", "in_progress", "paused"]
    assert paused[2].headers["Idempotent-Replayed"] == "true"


def test_keys_are_per_organization(bob, public, first):
    from accounts.services.registration import join

    join(user=bob.user, organization=public, role="candidate", now=timezone.now())
    access = bob.client.post("/api/v1/auth/switch/", {"organization": str(public.uuid)}, format="json").json()["access"]
    bob.client.credentials(HTTP_AUTHORIZATION=f"Bearer {access}")
    elsewhere = start(bob)
    assert (elsewhere.status_code, "Idempotent-Replayed" in elsewhere.headers) == (201, False)


def test_keys_are_for_posts_alone(bob, first):
    url = f"{URL}{first.json()['uuid']}/"
    notes = [bob.client.patch(url, {"notes": n}, format="json", headers={"Idempotency-Key": "k"}) for n in ("a", "b")]
    assert [answer.json()["notes"] for answer in notes] == ["a", "b"]
    assert bob.client.get(url, headers={"Idempotency-Key": "\x7f"}).status_code == 200


def test_calls_under_auth_know_no_keys(bob):
    answer = bob.client.post("/api/v1/auth/ws-ticket/", headers={"Idempotency-Key": "not a key"})
    assert (answer.status_code, keys()) == (200, 0)


def test_upload_is_replayed_by_content(bob, first, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    url = f"{URL}{first.json()['uuid']}/media/"

    def upload(name, kind="audio"):
        body = {"file": recording(name), "kind": kind}
        return bob.client.post(url, body, format="multipart", headers={"Idempotency-Key": "m"})

    stored, again = upload("a.wav"), upload("b.wav")
    assert (again.status_code, again.json()["uuid"]) == (201, stored.json()["uuid"])
    assert problem_of(upload("a.wav", "video"))["code"] == "idempotency_key_reused"
    with all_tenants():
        assert Media.objects.count() == 1
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_error_of_ours_releases_the_key_and_leaves_nothing(bob, library, monkeypatch):
    bob.client.raise_request_exception = False
    with monkeypatch.context() as broken:
        broken.setattr(starting, "describe", lambda user_agent: None)  # what a bug in a service would do
        answer = start(bob)
    assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")
    assert b"Traceback" not in answer.content
    assert (keys(), interviews()) == (0, 0)
    assert start(bob).status_code == 201


def test_lease_lost_to_another_undoes_the_work(bob, library, settings):
    """The slow first request finds its key taken over when it is done: of the two, one counts."""
    settings.IDEMPOTENCY_LEASE_SECONDS = 0
    clock = datetime(2026, 12, 1, tzinfo=timezone.get_current_timezone())
    with time_machine.travel(clock, tick=False):
        bob = _signed_in_anew(bob)
        assert start(bob).status_code == 201
        held(status_code=None, response=None)
    with time_machine.travel(clock + timedelta(seconds=1), tick=False):
        assert start(bob).status_code == 201
    assert keys() == 1


def test_fingerprint_tells_types_apart():
    bodies = [{"a": 1}, {"a": "1"}, {"a": True}, {"a": None}, {}, [], None, {"a": [1]}, {"b": 1}]
    assert len({fingerprint(body) for body in bodies}) == len(bodies)
    assert fingerprint({"a": 1, "b": 2}) == fingerprint({"b": 2, "a": 1})
