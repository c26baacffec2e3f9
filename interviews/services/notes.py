"""A candidate's own notes on a sitting."""

from datetime import datetime
from uuid import UUID

from accounts.rules import Actor
from interviews.models import Interview
from interviews.services.sitting import own_sitting


def write_notes(*, actor: Actor, interview_uuid: UUID, notes: str, now: datetime) -> Interview:
    """Replace the notes on the actor's interview, open or ended."""
    with own_sitting(actor, interview_uuid, now) as sitting:
        sitting.interview.notes = notes
        sitting.record("interview_notes", user_id=actor.user_id, entity_type="interview",
                       entity_id=sitting.interview.uuid)  # fmt: skip
    return sitting.interview
