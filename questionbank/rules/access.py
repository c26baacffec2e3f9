"""Who may read and write rubrics."""

from accounts.rules import Actor
from interview_coach.core.exceptions import Forbidden


def check_reads_rubrics(actor: Actor) -> None:
    """Raise `Forbidden` for candidates: what an answer is judged on is told once it was given."""
    if not actor.coaches:
        raise Forbidden


def check_writes_rubrics(actor: Actor) -> None:
    """Raise `Forbidden` unless the actor administers the organization."""
    if not actor.runs:
        raise Forbidden
