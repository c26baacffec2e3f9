"""The one door to changing a sitting: its row locked, its events numbered, its sockets woken after commit."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.dispatch import Signal

from accounts.rules import Actor
from accounts.services.trail import record
from interview_coach.core.exceptions import NotFound
from interview_coach.core.locking import locked
from interview_coach.core.realtime import push
from interviews.groups import interview_group
from interviews.models import Interview, InterviewEvent


class Sitting:
    """A locked interview. Events told here get the next numbers and are written together with the row."""

    def __init__(self, interview: Interview, now: datetime) -> None:
        self.interview, self.now = interview, now
        self._before = _columns(interview)
        self._events: list[InterviewEvent] = []
        self._signals: list[Signal] = []

    def tell(self, event_type: str, **data: Any) -> None:
        """Add an event; it becomes visible when the sitting is committed."""
        self.interview.last_seq += 1
        self._events.append(
            InterviewEvent(
                organization_id=self.interview.organization_id, user_id=self.interview.user_id,
                interview=self.interview, seq=self.interview.last_seq, type=event_type, at=self.now, data=data,
            )
        )  # fmt: skip

    def record(self, action: str, *, user_id: int | None, entity_type: str, entity_id: object, **more: Any) -> None:
        """Add a line to the audit trail of the sitting's organization; whose sitting it is, is whom it is done to."""
        record(organization_id=self.interview.organization_id, user_id=user_id, action=action, now=self.now,
               entity_type=entity_type, entity_id=entity_id, subject_id=self.interview.user_id, **more)  # fmt: skip

    def write(self) -> None:
        """Store the row with its new events and wake the sockets after commit."""
        now = _columns(self.interview)
        if changed := [name for name, value in now.items() if value != self._before[name]]:
            self.interview.save(update_fields=changed)
        if self._events:
            InterviewEvent.objects.bulk_create(self._events)
            push(interview_group(self.interview.uuid), "interview.news")
        for signal in self._signals:
            signal.send(sender=Interview, interview=self.interview, now=self.now)

    def announce(self, signal: Signal) -> None:
        """Send `signal` once the row is written, still inside the transaction."""
        self._signals.append(signal)


def _columns(interview: Interview) -> dict[str, Any]:
    """What the row holds now. JSON columns are replaced, never changed in place, or this would not see it."""
    return {name: interview.__dict__[name] for name in _COLUMNS}


_COLUMNS = [field.attname for field in Interview._meta.concrete_fields if not field.primary_key]


@contextmanager
def own_sitting(actor: Actor, interview_uuid: UUID, now: datetime) -> Iterator[Sitting]:
    """Lock the actor's own interview for a change; raise `NotFound` for anyone else's."""
    with _sitting(now, uuid=interview_uuid, user=actor.user_id) as sitting:
        sitting.interview.last_activity_at = now
        yield sitting


@contextmanager
def any_sitting(interview_id: int, now: datetime) -> Iterator[Sitting]:
    """Lock an interview of the scope for work the system does: evaluation, idle pauses."""
    with _sitting(now, pk=interview_id) as sitting:
        yield sitting


@contextmanager
def _sitting(now: datetime, **which: Any) -> Iterator[Sitting]:
    with transaction.atomic():
        interview = locked(Interview.objects.all()).filter(**which).first()
        if interview is None:
            raise NotFound
        sitting = Sitting(interview, now)
        yield sitting
        sitting.write()
