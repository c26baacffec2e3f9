"""What people agreed to stays written down, withdrawn or not."""

import pytest

from accounts.models import Consent
from interview_coach.core.tenancy import all_tenants
from tests.core.problems import problem_of

pytestmark = pytest.mark.django_db

CONSENTS = "/api/v1/users/me/consents/"


def say(person, **statement):
    return person.client.post(CONSENTS, {"kind": "recording", "version": "2026-01", "given": True, **statement},
                              format="json")  # fmt: skip


def test_a_statement_is_kept_with_its_version_and_moment(bob):
    answer = say(bob)
    assert answer.status_code == 201
    assert {k: answer.json()[k] for k in ("kind", "version", "given")} == {
        "kind": "recording", "version": "2026-01", "given": True,
    }  # fmt: skip


def test_withdrawing_leaves_what_was_said_before(bob):
    say(bob)
    say(bob, given=False)
    assert [row["given"] for row in bob.client.get(CONSENTS).json()["results"]] == [False, True]


@pytest.mark.parametrize(("statement", "field"), [({"kind": "souls"}, "kind"), ({"version": ""}, "version"),
                                                  ({"given": "maybe"}, "given")])  # fmt: skip
def test_bad_statements_are_refused(bob, statement, field):
    assert problem_of(say(bob, **statement))["errors"][0]["field"] == field
    with all_tenants():
        assert Consent.objects.count() == 0


def test_charlie_sees_nothing_of_it(bob, charlie):
    say(bob)
    assert charlie.client.get(CONSENTS).json()["results"] == []
