"""What the candidate says of the feedback."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.rules import Actor
from accounts.services.trail import changed, columns, record
from interviews.models import Feedback
from interviews.selectors import find_own


@transaction.atomic
def rate(*, actor: Actor, feedback_uuid: UUID, user_rating: int, was_helpful: bool | None, now: datetime) -> Feedback:
    """Store a rating of 1–5, and with it the helpfulness 0–1; a later rating replaces it."""
    feedback: Feedback = find_own(actor, Feedback, feedback_uuid, "answer")
    before = columns(feedback, "user_rating", "was_helpful")
    feedback.user_rating = user_rating
    feedback.was_helpful = was_helpful if was_helpful is not None else user_rating >= 3
    feedback.helpfulness_score = (user_rating - 1) / 4
    feedback.save(update_fields=["user_rating", "was_helpful", "helpfulness_score"])
    record(organization_id=actor.organization_id, user_id=actor.user_id, action="feedback_rate", now=now,
           entity_type="feedback", entity_id=feedback.uuid,
           **changed(before, columns(feedback, *before)))  # fmt: skip
    return feedback
