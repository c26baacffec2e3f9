"""Everything that is held on a person, as one file: to the person alone, and after another look at who asks."""

import io
import zipfile

import orjson
import pytest

from accounts.models import ActivityLog
from interview_coach.core.personal_data import holdings
from interview_coach.core.tenancy import all_tenants
from interviews.models import Media
from tests.architecture.world import SECRET, build
from tests.cast import PASSWORD
from tests.core.problems import problem_of

pytestmark = pytest.mark.django_db

EXPORT = "/api/v1/users/me/export/"


def ask(person, **body):
    return person.client.post(EXPORT, {"password": PASSWORD, **body}, format="json")


def content(response) -> bytes:
    return b"".join(response.streaming_content)


@pytest.fixture
def world(bob, library):
    """Everything that bob has at acme."""
    return build(bob)


def test_without_recordings_it_is_json_with_every_table(bob):
    answer = ask(bob)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert answer["Content-Disposition"].endswith('.json"')
    document = orjson.loads(content(answer))
    assert list(document) == ["format", "exported_at", "account", "tables"]
    assert document["account"]["email"] == "bob@acme.example"
    assert sorted(document["tables"]) == sorted(holding.name for holding in holdings())


def test_with_recordings_it_is_a_zip_that_holds_them(bob, world):
    with bob.scope():
        media = Media.objects.get()
    archive = zipfile.ZipFile(io.BytesIO(content(ask(bob))))
    assert archive.namelist() == ["export.json", f"recordings/{media.key}"]
    assert len(archive.read(f"recordings/{media.key}")) == media.size
    tables = orjson.loads(archive.read("export.json"))["tables"]
    assert [row["text"] for row in tables["answers"]] == [world.answer.text]
    assert SECRET in tables["interviews"][0]["notes"]


def test_rows_are_named_by_uuid_and_hold_no_secret(bob, world):
    archive = zipfile.ZipFile(io.BytesIO(content(ask(bob))))
    document = orjson.loads(archive.read("export.json"))
    assert document["tables"]["answers"][0]["interview"] == str(world.interview.uuid)
    assert [name for name in ("id", "password", "two_factor_secret") if name in document["account"]] == []
    assert "session_token" not in document["tables"]["user_sessions"][0]


def test_a_wrong_password_gets_nothing(bob):
    answer = ask(bob, password="wrong-password-1")
    assert answer.status_code == 400
    assert problem_of(answer)["errors"][0]["field"] == "password"


def test_it_is_on_the_trail(bob):
    ask(bob)
    with all_tenants():
        assert ActivityLog.objects.filter(action_type="data_exported", user=bob.user).count() == 1


def test_from_where_others_did_something_to_the_person_is_not_in_it(bob, alice):
    alice.client.patch(f"/api/v1/organizations/{bob.organization.uuid}/members/{bob.user.uuid}/", {"role": "coach"},
                       format="json", HTTP_USER_AGENT="the browser of alice")  # fmt: skip
    about = orjson.loads(content(ask(bob)))["tables"]["activity_logs_about"]
    assert [line["action_type"] for line in about] == ["member_changed"]
    assert not {"ip_address", "user_agent", "request_id"} & about[0].keys()


def test_nothing_of_anybody_else_is_in_it(bob, world, charlie, emil):
    for person in (charlie, emil):
        answer = content(ask(person))
        assert SECRET.encode() not in answer
        assert b"bob@acme.example" not in answer
