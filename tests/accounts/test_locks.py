"""Locks that cross, on PostgreSQL: a foreign key's check and a plain FOR UPDATE, or rows taken in another order."""

import threading

import pytest
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import Invitation, Membership, Organization, Role, User, UserSession
from accounts.services import invitations, joining, members, sessions
from accounts.services.kinds import MEMBERSHIPS
from accounts.services.versions import revert
from interview_coach.core.exceptions import NotFound
from interview_coach.core.history import changes_of
from interview_coach.core.locking import locked
from interview_coach.core.tenancy import all_tenants
from tests.accounts.threads import crossing

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer and no row locks"),
]


def test_logout_goes_through_while_the_person_is_locked(bob):
    held, done = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            locked(User.objects.all()).get(pk=bob.user.pk)
            held.set()
            done.wait(20)
        connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(20)
    # Its line in the trail points at the locked person; the check at COMMIT must not wait for the lock.
    sessions.end(session=UserSession.objects.get(uuid=bob.actor.session_uuid), now=timezone.now())
    done.set()
    holder.join()
    assert UserSession.objects.filter(is_active=True).count() == 0


def lock(model, **which):
    """Return what locks rows, as its services do."""

    def work():
        with all_tenants():
            list(locked(model.objects.filter(**which)))

    return work


def as_actor(person, work, **arguments):
    def run():
        with person.scope():
            work(actor=person.actor, now=timezone.now(), **arguments)

    return run


def test_accepting_crosses_no_resending(alice, bob, acme, mailed):
    """Somebody comes back by an invitation that is being sent again."""
    as_actor(alice, members.end_membership, user_uuid=bob.user.uuid)()
    as_actor(alice, invitations.invite, email=bob.user.email, role=Role.COACH)()
    token = mailed[-1]["context"]["token"]

    def accept():
        joining.accept(user_id=bob.user.pk, token=token, now=timezone.now())

    first, then = lock(Organization, pk=acme.pk), lock(Invitation, email=bob.user.email)
    assert crossing(first, then, accept) == []
    with alice.scope():
        assert Membership.objects.get(user=bob.user).role == Role.COACH


def test_bringing_a_membership_back_crosses_no_change_of_it(alice, bob, acme):
    as_actor(alice, members.change_member, user_uuid=bob.user.uuid, role=Role.COACH)()
    with alice.scope():
        row = Membership.objects.get(user=bob.user)
        version = changes_of(row)[1].uuid
    back = as_actor(alice, revert, kind=MEMBERSHIPS, uuid=row.uuid, version=version, reason="No more.")
    first, then = lock(Organization, pk=acme.pk), lock(Membership, pk=row.pk)
    assert crossing(first, then, back) == []
    with alice.scope():
        assert Membership.objects.get(pk=row.pk).role == Role.CANDIDATE


def test_member_who_is_put_out_meanwhile_is_not_brought_back(alice, bob, acme):
    """Whoever gave another role read the membership before it ended, and waited."""

    def put_out():
        with all_tenants():
            Membership.objects.filter(user=bob.user).update(is_active=False)

    change = as_actor(alice, members.change_member, user_uuid=bob.user.uuid, role=Role.COACH)
    wrong = crossing(lock(Organization, pk=acme.pk), put_out, change)
    assert [type(error) for error in wrong] == [NotFound]
    with alice.scope():
        held = Membership.objects.get(user=bob.user)
    assert (held.role, held.is_active) == (Role.CANDIDATE, False)


def test_member_who_is_put_out_keeps_the_role_they_were_given_meanwhile(alice, bob, acme):
    def promote():
        with all_tenants():
            Membership.objects.filter(user=bob.user).update(role=Role.COACH)

    put_out = as_actor(alice, members.end_membership, user_uuid=bob.user.uuid)
    assert crossing(lock(Organization, pk=acme.pk), promote, put_out) == []
    with alice.scope():
        held = Membership.objects.get(user=bob.user)
    assert (held.role, held.is_active) == (Role.COACH, False)
