"""Where one is signed in: listed, ended one by one, told of when it is new, and cheap to check."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import ActivityLog, UserSession
from accounts.services.devices import describe, fingerprint
from interview_coach.core.tenancy import all_tenants
from tests.cast import PASSWORD
from tests.core.clients import CommittingClient
from tests.core.problems import problem_of

pytestmark = pytest.mark.django_db

URL = "/api/v1/auth/sessions/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:{}.0) Gecko/20100101 Firefox/{}.0"
PHONE = ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 "
         "Mobile/15E148 Safari/604.1")  # fmt: skip


def log_in(anyone, person, agent):
    return anyone.post("/api/v1/auth/login/", {"email": person.user.email, "password": PASSWORD}, format="json",
                       headers={"User-Agent": agent}).json()  # fmt: skip


def test_sessions_are_listed_newest_first(anyone, bob, alice):
    other = log_in(anyone, bob, FIREFOX.format(130, 130))
    newest, mine = bob.client.get(URL).json()["results"]
    assert [row["uuid"] for row in (newest, mine)] == [other["session"], str(bob.actor.session_uuid)]
    assert [row["current"] for row in (newest, mine)] == [False, True]
    assert (newest["device"], newest["browser"], newest["os"]) == ("desktop", "Firefox 130", "Windows 10")
    assert (newest["ip"], newest["is_active"]) == ("127.0.0.1", True)
    assert set(mine) == {"uuid", "device", "browser", "os", "ip", "location", "created_at", "last_activity",
                         "expires_at", "is_active", "current"}  # fmt: skip


def test_ended_and_expired_ones_are_not(anyone, bob):
    log_in(anyone, bob, FIREFOX.format(130, 130))
    UserSession.objects.exclude(uuid=bob.actor.session_uuid).update(expires_at=timezone.now())
    assert len(bob.client.get(URL).json()["results"]) == 1


def test_ending_another_stops_its_tokens_at_once(anyone, bob):
    other = log_in(anyone, bob, PHONE)
    client = CommittingClient(HTTP_AUTHORIZATION=f"Bearer {other['access']}")
    assert client.get(URL).status_code == 200
    assert bob.client.delete(f"{URL}{other['session']}/").status_code == 204
    assert [c.get(URL).status_code for c in (client, bob.client)] == [401, 200]
    assert anyone.post("/api/v1/auth/refresh/", {"refresh": other["refresh"]}, format="json").status_code == 401
    with all_tenants():
        line = ActivityLog.objects.get(action_type="session_revoked")
    assert (line.user_id, line.entity_id) == (bob.user.pk, other["session"])


def test_a_foreign_an_unknown_and_an_ended_one_are_not_found(anyone, bob, charlie):
    other = log_in(anyone, bob, PHONE)["session"]
    assert bob.client.delete(f"{URL}{other}/").status_code == 204
    for name in (other, charlie.actor.session_uuid, uuid.uuid4()):
        assert problem_of(bob.client.delete(f"{URL}{name}/"))["code"] == "not_found"
    assert charlie.client.get(URL).status_code == 200


def test_fingerprint_outlives_updates_and_tells_devices_apart():
    old, new, phone = (fingerprint(describe(a)) for a in (FIREFOX.format(130, 130), FIREFOX.format(131, 131), PHONE))
    assert (old == new, old == phone, len(old)) == (True, False, 64)


def test_new_device_is_told_of_once(anyone, bob):
    assert mail.outbox == []  # the first sign-in ever is no news
    for agent in (FIREFOX.format(130, 130), FIREFOX.format(131, 131), PHONE, PHONE):
        log_in(anyone, bob, agent)
    assert [m.subject for m in mail.outbox] == ["A new device signed in"] * 2
    assert "Firefox 130 on Windows 10, address 127.0.0.1" in mail.outbox[0].body


def test_check_of_a_session_costs_no_sql_while_the_cache_is_warm(bob):
    """Nothing but the list itself: finding out who asks asks no database."""
    bob.client.get("/api/v1/vocabulary/")
    with CaptureQueriesContext(connection) as captured:
        assert bob.client.get("/api/v1/vocabulary/").status_code == 200
    assert [q["sql"] for q in captured if "user_sessions" in q["sql"] or "users" in q["sql"]] == []


def test_session_ends_on_its_day(bob):
    with time_machine.travel(timezone.now() + timedelta(days=7, seconds=1), tick=False):
        assert bob.client.get(URL).status_code == 401


def test_a_new_password_tells_of_no_session_that_had_run_out(anyone, bob):
    for _ in range(2):
        log_in(anyone, bob, PHONE)
    others = UserSession.objects.exclude(uuid=bob.actor.session_uuid).order_by("pk")
    UserSession.objects.filter(pk=others.first().pk).update(expires_at=timezone.now())
    body = {"password": PASSWORD, "new_password": "Brand-new-horse-8-staple"}
    assert bob.client.post("/api/v1/auth/password/change/", body, format="json").status_code == 204
    assert list(others.values_list("is_active", flat=True)) == [True, False]
