"""Invitations: who sends them, what is mailed, and what becomes of them."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import ActivityLog, Invitation, Membership, Role
from accounts.services.teams import found_team
from accounts.services.tokens import digest
from tests.core.problems import problem_of

pytestmark = pytest.mark.django_db(transaction=True)

EMAIL = "erin@example.org"


def path(person, more=""):
    return f"/api/v1/organizations/{person.organization.uuid}/invitations/{more}"


def invite(person, email=EMAIL, role="candidate", **more):
    return person.client.post(path(person), {"email": email, "role": role, **more}, format="json")


def stored(person):
    with person.scope():
        return list(Invitation.objects.order_by("pk"))


def test_invitation_is_mailed_and_kept_by_its_digest(alice, mailed):
    answer = invite(alice, "Erin@Example.org", "coach")
    assert answer.status_code == 201
    assert (answer.json()["email"], answer.json()["role"], answer.json()["status"]) == (EMAIL, "coach", "open")
    (mail,) = mailed
    assert (mail["template"], mail["to"]) == ("invitation", EMAIL)
    assert (mail["context"]["organization"], mail["context"]["role"]) == ("Acme", "Coach")
    token = mail["context"]["token"]
    (row,) = stored(alice)
    assert (row.token_digest, token in str(vars(row)), row.invited_by_id) == (digest(token), False, alice.user.pk)
    with alice.scope():
        line = ActivityLog.objects.get(action_type="member_invited")
    assert (line.user_id, line.entity_id, token in str(vars(line))) == (alice.user.pk, str(row.uuid), False)


def test_answer_is_the_same_for_a_known_and_an_unknown_address(alice, charlie, mailed):
    known, unknown = invite(alice, charlie.user.email).json(), invite(alice).json()
    varying = {"uuid", "email", "created_at", "sent_at", "expires_at"}
    assert {k: v for k, v in known.items() if k not in varying} == {
        k: v for k, v in unknown.items() if k not in varying
    }
    assert [mail["template"] for mail in mailed] == ["invitation", "invitation"]


@pytest.mark.parametrize(("role", "gives"), [
    (Role.OWNER, ["owner", "admin", "coach", "candidate"]), (Role.ADMIN, ["coach", "candidate"]),
])  # fmt: skip
def test_nobody_invites_to_a_role_they_do_not_give(acme, sign_in, mailed, role, gives):
    sender = sign_in(acme, role, email="sender@acme.example")
    sent = [r for r in Role.values if invite(sender, f"{r}@example.org", r).status_code == 201]
    assert sorted(sent) == sorted(gives)


def test_member_and_invited_address_are_told_apart_from_the_rest(alice, bob, mailed):
    assert problem_of(invite(alice, bob.user.email))["code"] == "already_member"
    invite(alice)
    assert problem_of(invite(alice))["code"] == "already_invited"
    assert len(stored(alice)) == len(mailed) == 1


def test_team_of_another_organization_is_no_team(alice, charlie, mailed):
    with charlie.scope():
        theirs = found_team(actor=charlie.actor, name="Red", now=timezone.now())
    assert problem_of(invite(alice, team=str(theirs.uuid)))["errors"][0]["field"] == "team"


def test_resending_spends_the_former_token(alice, mailed, accept):
    uuid = invite(alice).json()["uuid"]
    answer = alice.client.post(f"/api/v1/invitations/{uuid}/resend/")
    assert answer.status_code == 200
    former, fresh = (mail["context"]["token"] for mail in mailed)
    assert problem_of(accept(former))["errors"][0]["field"] == "token"
    assert accept(fresh).status_code == 201


def test_expired_invitation_is_told_and_can_be_sent_again(alice, mailed, accept):
    uuid = invite(alice).json()["uuid"]
    with alice.scope():
        Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert alice.client.get(path(alice)).json()["results"][0]["status"] == "expired"
    assert accept(mailed[0]["context"]["token"]).status_code == 400
    assert alice.client.post(f"/api/v1/invitations/{uuid}/resend/").json()["status"] == "open"
    assert accept(mailed[1]["context"]["token"]).status_code == 201


def test_revoked_invitation_is_worth_nothing_and_stays_so(alice, mailed, accept):
    uuid = invite(alice).json()["uuid"]
    assert alice.client.delete(f"/api/v1/invitations/{uuid}/").status_code == 204
    assert accept(mailed[0]["context"]["token"]).status_code == 400
    assert problem_of(alice.client.delete(f"/api/v1/invitations/{uuid}/"))["code"] == "invitation_closed"
    assert problem_of(alice.client.post(f"/api/v1/invitations/{uuid}/resend/"))["code"] == "invitation_closed"
    assert invite(alice).status_code == 201  # the address may be asked anew


def test_admin_does_not_touch_an_owner_s_invitation_to_a_role_above(acme, sign_in, alice, mailed):
    uuid = invite(alice, role="admin").json()["uuid"]
    admin = sign_in(acme, Role.ADMIN, email="ann@acme.example")
    assert admin.client.delete(f"/api/v1/invitations/{uuid}/").status_code == 403
    assert stored(alice)[0].revoked_at is None


def test_demoted_admin_s_invitations_are_taken_back(acme, sign_in, alice, mailed, accept):
    admin = sign_in(acme, Role.ADMIN, email="ann@acme.example")
    invite(admin)
    kept = invite(alice, "fred@example.org").json()["uuid"]
    members = f"/api/v1/organizations/{acme.uuid}/members/{admin.user.uuid}/"
    assert alice.client.patch(members, {"role": "coach"}, format="json").status_code == 200
    assert [(str(row.uuid) == kept, row.revoked_at is None) for row in stored(alice)] == [(False, False), (True, True)]
    assert accept(mailed[0]["context"]["token"]).status_code == 400


# --- from a file ------------------------------------------------------------------------------------------------------
def send_file(person, text, **more):
    content = text if isinstance(text, bytes) else text.encode()
    body = {"file": SimpleUploadedFile("people.csv", content, "text/csv"), **more}
    return person.client.post(path(person, "import/"), body, format="multipart")


FILE = """email,role,team
good@example.org,candidate,red
 Fine@Example.org ,coach,
nonsense,candidate,
good@example.org,coach,
x@example.org,king,
y@example.org,candidate,Blue
bob@acme.example,candidate,
,candidate,
z@example.org
"""
REPORT = [
    (1, ""), (2, ""), (3, "invalid"), (4, "duplicate"), (5, "invalid_choice"), (6, "invalid_choice"),
    (7, "already_member"), (8, "blank"), (9, "invalid"),
]  # fmt: skip


def test_file_invites_its_good_rows_and_names_the_bad(alice, bob, mailed):
    with alice.scope():
        team = found_team(actor=alice.actor, name="Red", now=timezone.now())
    answer = send_file(alice, FILE).json()
    assert [(row["line"], row["code"]) for row in answer["rows"]] == REPORT
    assert (answer["invited"], answer["refused"], answer["dry_run"]) == (2, 7, False)
    assert [(row.email, row.role, row.team_id) for row in stored(alice)] == [
        ("good@example.org", "candidate", team.pk), ("fine@example.org", "coach", None),
    ]  # fmt: skip
    assert [mail["to"] for mail in mailed] == ["good@example.org", "fine@example.org"]


def test_file_as_a_dry_run_says_the_same_and_sends_nothing(alice, bob, mailed):
    with alice.scope():
        found_team(actor=alice.actor, name="Red", now=timezone.now())
    answer = send_file(alice, FILE, dry_run="true").json()
    assert [(row["line"], row["code"]) for row in answer["rows"]] == REPORT
    assert (answer["invited"], answer["dry_run"], stored(alice), mailed) == (2, True, [], [])


def test_admin_s_file_gives_no_role_above_theirs(acme, sign_in, mailed):
    admin = sign_in(acme, Role.ADMIN, email="ann@acme.example")
    answer = send_file(admin, "email,role\na@example.org,owner\nb@example.org,coach\n").json()
    assert [row["code"] for row in answer["rows"]] == ["permission_denied", ""]


@pytest.mark.parametrize("content", [
    b"", b"email,role\n", b"email\na@example.org\n", b"email,role,role\n", b"email,role,salary\na@b.org,coach,1\n",
    b"\xff\xfe", b"email,role\na\x00@b.org,coach\n", b"email,role\n" + b"a@b.org,coach\n" * 501, b"x" * 300_000,
    b'email,role\n"a',
])  # fmt: skip
def test_file_that_is_none_is_refused_at_its_field(alice, mailed, content):
    assert problem_of(send_file(alice, content))["errors"][0]["field"] == "file"
    assert stored(alice) == []


def test_stranger_and_candidate_send_no_file(charlie, bob, acme, mailed):
    for person, status in ((charlie, 404), (bob, 403)):
        person.organization = acme
        assert send_file(person, "email,role\na@example.org,coach\n").status_code == status
    assert mailed == []


def test_list_is_for_those_who_run_the_place(alice, bob, mailed):
    invite(alice)
    assert bob.client.get(path(bob)).status_code == 403
    with alice.scope():
        assert Membership.objects.filter(user__email=EMAIL).count() == 0
