"""Random probes of what is given out as a file: one's own data, and the trail as CSV."""

import csv
import io
import zipfile

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.models import ActivityLog
from interview_coach.core.tenancy import all_tenants
from tests.cast import PASSWORD
from tests.core.problems import row_counts
from tests.walls.probing import REQUESTS, dice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("filters")]

EXPORT = "/api/v1/users/me/export/"
ASKED = ["?user={uuid}", "?uuid={uuid}", "?organization={uuid}", "?table=answers&uuid={uuid}"]
SMUGGLED = ["user", "uuid", "organization", "email", "person"]
ELSEWHERE = [f"/api/v1/{whose}/{{uuid}}/export/" for whose in ("users", "organizations", "interviews", "answers")]


def told(response) -> bytes:
    """Return all that a file says, whatever it is packed in."""
    content = b"".join(response.streaming_content)
    if response["Content-Type"] == "application/json":
        return content
    archive = zipfile.ZipFile(io.BytesIO(content))
    return b"".join(name.encode() + archive.read(name) for name in archive.namelist())


def test_personal_exports(strangers, names):
    """Whatever is asked for, a stranger takes along what is held on themselves, and no word of acme's."""
    roll, words, before = dice("export"), [b"acme", *(str(name).encode() for name in names)], row_counts()
    for _ in range(REQUESTS):
        stranger, uuid = roll.choice(strangers), roll.choice(names)
        with transaction.atomic():  # an export is on the trail, and the trail in the next export
            way = roll.choice((own_file, smuggle, elsewhere))
            way(stranger, roll, uuid, words)
            transaction.set_rollback(True)
    assert row_counts() == before


def own_file(stranger, roll, uuid, words):
    url = EXPORT + roll.choice(ASKED).replace("{uuid}", str(uuid))
    response = stranger.client.post(url, {"password": PASSWORD}, format="json")
    assert response.status_code == 200
    content = told(response)
    assert str(stranger.person.user.uuid).encode() in content
    assert [word for word in words if word in content] == []


def smuggle(stranger, roll, uuid, words):
    body = {"password": PASSWORD, roll.choice(SMUGGLED): "{uuid}"}
    assert stranger.probe("post", EXPORT, uuid, body)[0] == 400


def elsewhere(stranger, roll, uuid, words):
    assert stranger.probe("post", roll.choice(ELSEWHERE), uuid, {"password": PASSWORD})[0] == 404


@pytest.fixture
def lines(acme, acme_rows):
    """The primary keys of acme's lines of the trail."""
    with all_tenants():
        return list(ActivityLog.objects.filter(organization=acme).values_list("pk", flat=True))


def test_exports_of_the_trail(charlie, acme_rows, bravo_rows, lines, names):
    """Acme's lines, chosen by their keys or with all that a list shows, are in no file of bravo's owner."""
    client, roll, words = Client(), dice("trail"), ["acme", *map(str, names)]
    client.force_login(charlie.user)
    url = reverse("admin:accounts_activitylog_changelist")
    with charlie.scope():
        own = list(ActivityLog.objects.values_list("pk", flat=True))
    for _ in range(REQUESTS):
        chosen = roll.sample(lines, 3) + roll.sample(own, 2)
        data = {"action": "export_lines", "_selected_action": chosen, "select_across": roll.choice("01")}
        with transaction.atomic():
            response = client.post(url, data)
            transaction.set_rollback(True)
        text = response.content.decode()
        assert response["Content-Type"].startswith("text/csv")
        assert len(list(csv.DictReader(io.StringIO(text)))) == (len(own) if data["select_across"] == "1" else 2)
        assert [word for word in words if word in text.lower()] == []


def test_control_the_person_finds_it_all(bob, acme_rows, names):
    content = told(bob.client.post(EXPORT, {"password": PASSWORD}, format="json"))
    assert sum(str(name).encode() in content for name in names) > len(names) // 4
