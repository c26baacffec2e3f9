"""Accepting an invitation: the right person, once, with a proven address."""

import threading

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import ActivityLog, Invitation, Membership, RecoveryCode, Role, TeamMembership, User, UserSession
from accounts.services import joining
from accounts.services.invitations import invite
from accounts.services.members import change_membership
from accounts.services.one_time_codes import new_secret, renew_recovery_codes
from accounts.services.registration import join
from accounts.services.teams import found_team
from interview_coach.core.exceptions import Invalid
from interview_coach.core.tenancy import all_tenants
from tests.cast import PASSWORD
from tests.core.problems import problem_of
from tests.factories import UserFactory
from tests.hashers import QuickPBKDF2PasswordHasher

pytestmark = pytest.mark.django_db(transaction=True)

LOGIN, ACCEPT = "/api/v1/auth/login/", "/api/v1/auth/invitations/accept/"


@pytest.fixture
def invited(alice, mailed):
    """Have alice invite an address; return the token that was mailed."""

    def send(email, role=Role.CANDIDATE, team=None):
        with alice.scope():
            invite(actor=alice.actor, email=email, role=role, team=team, now=timezone.now())
        return mailed[-1]["context"]["token"]

    return send


def places_of(email):
    with all_tenants():
        rows = Membership.objects.filter(user__email=email).order_by("organization__slug")
        return list(rows.values_list("organization__slug", "role", "is_active"))


def told_of(user):
    """What the house's trail says of how an account came to be."""
    with all_tenants():
        lines = ActivityLog.objects.filter(organization__slug="public", user=user, action_type__startswith="account_")
        return list(lines.values_list("action_type", flat=True))


def accept_as(person, token):
    return person.client.post(ACCEPT, {"token": token}, format="json")


def test_signed_in_person_joins_and_may_switch_there(charlie, acme, invited):
    token = invited(charlie.user.email, Role.COACH)
    answer = accept_as(charlie, token)
    assert (answer.status_code, answer.json()) == (
        200, {"organization": str(acme.uuid), "role": "coach", "user": str(charlie.user.uuid)},
    )  # fmt: skip
    assert places_of(charlie.user.email) == [("acme", "coach", True), ("bravo", "owner", True)]
    switched = charlie.client.post("/api/v1/auth/switch/", {"organization": str(acme.uuid)}, format="json")
    assert switched.status_code == 200


def test_token_is_good_once(charlie, invited):
    token = invited(charlie.user.email)
    assert accept_as(charlie, token).status_code == 200
    assert problem_of(accept_as(charlie, token))["errors"][0]["field"] == "token"


def test_every_token_that_is_no_good_answers_the_same(charlie, bob, invited):
    theirs = invited("someone@example.org")
    told = [accept_as(charlie, token) for token in (theirs, "no such token")]
    told += [accept_as(bob, theirs)]
    assert {(answer.status_code, answer.content) for answer in told} == {(400, told[0].content)}
    assert places_of("someone@example.org") == []


def test_unverified_account_joins_nothing(charlie, invited):
    User.objects.filter(pk=charlie.user.pk).update(is_verified=False)
    token = invited(charlie.user.email)
    assert problem_of(accept_as(charlie, token))["code"] == "address_not_verified"
    assert places_of(charlie.user.email) == [("bravo", "owner", True)]
    User.objects.filter(pk=charlie.user.pk).update(is_verified=True)
    assert accept_as(charlie, token).status_code == 200


def test_new_account_is_verified_by_the_token_and_signs_in_there(invited, accept, anyone, acme, settings):
    settings.REQUIRE_VERIFIED_EMAIL = True
    token = invited("erin@example.org", Role.COACH)
    answer = accept(token, first_name="Erin")
    assert (answer.status_code, answer.json()["role"]) == (201, "coach")
    assert places_of("erin@example.org") == [("acme", "coach", True), ("public", "candidate", True)]
    assert told_of(User.objects.get(email="erin@example.org")) == ["account_registered"]
    login = anyone.post(LOGIN, {"email": "erin@example.org", "password": PASSWORD}, format="json").json()
    me = anyone.get("/api/v1/users/me/", HTTP_AUTHORIZATION=f"Bearer {login['access']}").json()
    assert (me["organization"], me["role"], me["is_verified"], me["first_name"]) == (
        str(acme.uuid), "coach", True, "Erin",
    )  # fmt: skip


def test_account_whose_address_was_never_proven_is_taken_over(invited, accept, anyone, public):
    squatter = UserFactory(email="erin@example.org", is_verified=False, password="Someone-elses-77-words")
    join(user=squatter, organization=public, role=Role.CANDIDATE, now=timezone.now())
    stolen = anyone.post(LOGIN, {"email": "erin@example.org", "password": "Someone-elses-77-words"}, format="json")
    assert stolen.status_code == 200
    assert accept(invited("erin@example.org")).status_code == 201
    assert not UserSession.objects.filter(user=squatter, is_active=True).exists()
    held = User.objects.get(pk=squatter.pk)
    assert (held.is_verified, held.check_password(PASSWORD)) == (True, True)
    assert told_of(squatter) == ["account_taken_over"]


def test_account_that_is_taken_over_has_no_stranger_s_second_factor(invited, accept, anyone, public):
    stranger = UserFactory(email="erin@example.org", is_verified=False, two_factor_enabled=True,
                           two_factor_secret=new_secret())  # fmt: skip
    renew_recovery_codes(stranger, timezone.now())
    assert accept(invited("erin@example.org")).status_code == 201
    held = User.objects.get(pk=stranger.pk)
    assert (held.two_factor_enabled, held.two_factor_secret) == (False, "")
    assert not RecoveryCode.objects.filter(user=stranger).exists()
    assert anyone.post(LOGIN, {"email": "erin@example.org", "password": PASSWORD}, format="json").status_code == 200


def test_password_is_hashed_before_anything_is_locked(invited, accept, monkeypatch):
    inside, encode = [], QuickPBKDF2PasswordHasher.encode

    def looking(self, *args, **kwargs):
        inside.append(connection.in_atomic_block)
        return encode(self, *args, **kwargs)

    token = invited("erin@example.org")
    monkeypatch.setattr(QuickPBKDF2PasswordHasher, "encode", looking)
    assert accept(token).status_code == 201
    assert inside == [False]


def test_proven_account_is_not_opened_by_a_token(charlie, invited, accept):
    answer = accept(invited(charlie.user.email))
    assert problem_of(answer)["status"] == 401
    assert User.objects.get(pk=charlie.user.pk).check_password(PASSWORD)
    assert places_of(charlie.user.email) == [("bravo", "owner", True)]


@pytest.mark.parametrize("password", ["short", "password1234"])
def test_weak_password_opens_no_account_and_spends_no_token(invited, accept, password):
    token = invited("erin@example.org")
    assert problem_of(accept(token, password=password))["errors"][0]["field"] == "password"
    assert not User.objects.filter(email="erin@example.org").exists()
    assert accept(token).status_code == 201


def test_who_is_not_signed_in_is_asked_for_a_password_and_who_is_for_none(anyone, charlie, invited):
    token = invited("erin@example.org")
    asked = problem_of(anyone.post(ACCEPT, {"token": token}, format="json"))["errors"]
    assert [(error["field"], error["code"]) for error in asked] == [("password", "required")]
    more = charlie.client.post(ACCEPT, {"token": token, "password": PASSWORD}, format="json")
    assert [(e["field"], e["code"]) for e in problem_of(more)["errors"]] == [("password", "unknown_field")]


@pytest.mark.parametrize(("role", "is_coach"), [(Role.CANDIDATE, False), (Role.COACH, True)])
def test_invitation_to_a_team_brings_into_it(alice, charlie, invited, role, is_coach):
    with alice.scope():
        team = found_team(actor=alice.actor, name="Red", now=timezone.now())
    accept_as(charlie, invited(charlie.user.email, role, team.uuid))
    with alice.scope():
        assert list(TeamMembership.objects.values_list("team", "membership__user", "is_coach")) == [
            (team.pk, charlie.user.pk, is_coach)
        ]


def test_former_member_comes_back_in_the_role_of_the_invitation(alice, bob, charlie, invited):
    with alice.scope():
        former = Membership.objects.get(user=bob.user)
        change_membership(membership=former, role=former.role, is_active=False, by=alice.user.pk, by_role=Role.OWNER,
                          now=timezone.now())  # fmt: skip
    token = invited(bob.user.email, Role.COACH)
    joining.accept(user_id=bob.user.pk, token=token, now=timezone.now())
    assert places_of(bob.user.email) == [("acme", "coach", True)]


def test_closed_organization_takes_nobody(charlie, acme, invited):
    token = invited(charlie.user.email)
    acme.is_active = False
    acme.save()
    assert accept_as(charlie, token).status_code == 400


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite's tests share one connection in memory")
def test_ten_who_accept_at_once_spend_the_token_once(charlie, invited):
    token = invited(charlie.user.email)
    gate, outcomes = threading.Barrier(10), []

    def run():
        gate.wait(20)
        try:
            outcomes.append(joining.accept(user_id=charlie.user.pk, token=token, now=timezone.now()).role)
        except Invalid:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(outcomes) == ["candidate", *["refused"] * 9]
    with all_tenants():
        assert Invitation.objects.exclude(accepted_at=None).count() == 1
