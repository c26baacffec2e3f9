"""Locks and foreign-key checks that cross: on PostgreSQL, a plain FOR UPDATE would let these two deadlock."""

import threading

import pytest
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User, UserSession
from accounts.services import sessions
from interview_coach.core.locking import locked

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer and no row locks")
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
