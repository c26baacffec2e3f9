"""The words of a question: once somebody was asked with them, they stay as they were."""

from datetime import datetime

from django.db import transaction

from accounts.services.trail import record
from interview_coach.core.exceptions import Conflict
from interview_coach.core.locking import locked
from questionbank.models import Question
from questionbank.services.banks import save_question
from questionbank.services.collections import follow_reworded

# What a version does not take over from the one before.
ANEW = {"id", "uuid", "created_at", "updated_at", "version", "parent_question", "usage_count", "avg_score",
        "avg_completion_time", "difficulty_rating"}  # fmt: skip


class QuestionSuperseded(Conflict):
    code = "question_superseded"
    message = "There is a later version of this question: reword that one."


@transaction.atomic
def revise_question(*, question: Question, now: datetime, by: int) -> Question:
    """Store a changed question, and return the row that holds it.

    New words for a question that was asked make a new version, whose statistics start anew, and switch the former off.
    Raises `QuestionSuperseded` for new words of a former version.
    """
    held = locked(Question.objects.all()).filter(pk=question.pk).first()
    if held is None or held.text == question.text or not held.usage_count:
        return save_question(question=question, now=now, by=by)
    if Question.objects.filter(parent_question=held).exists():
        raise QuestionSuperseded
    held.is_active = False
    save_question(question=held, now=now, by=by)
    reworded = save_question(question=_next_version(question, held), now=now, by=by)
    follow_reworded(former=held, reworded=reworded)
    record(organization_id=held.organization_id, user_id=by, action="question_reworded", now=now,
           entity_type="question", entity_id=reworded.uuid, former=str(held.uuid),
           version=reworded.version)  # fmt: skip
    return reworded


def _next_version(question: Question, former: Question) -> Question:
    """Return the row of `question`'s words and guidance as the version after `former`, unsaved and never asked."""
    columns = (field.attname for field in Question._meta.concrete_fields if field.name not in ANEW)
    return Question(
        **{name: getattr(question, name) for name in columns}, version=former.version + 1, parent_question=former
    )
