"""A question's own criteria as a rubric: it follows the question, version by version."""

from datetime import datetime

from django.db import transaction

from interview_coach.core.locking import locked
from questionbank.models import Question, Rubric
from questionbank.rules import PROBE_THRESHOLD, sound_question_criteria
from questionbank.services.versions import add_version, make_live


@transaction.atomic
def follow_question_criteria(*, question: Question, now: datetime, by: int | None = None) -> None:
    """Publish a question's criteria where they are others than its rubric's; without any, its category's default holds.

    Raises `Invalid` for criteria that are not sound.
    """
    rubric = locked(Rubric.objects.filter(question=question)).first()
    if not question.evaluation_criteria:
        _retire(rubric)
        return
    criteria = sound_question_criteria(question.evaluation_criteria)
    if rubric is None:
        rubric = Rubric.objects.create(
            organization_id=question.organization_id, question=question, name=_name(question)
        )
    elif rubric.live is not None and rubric.live.criteria == criteria:
        return
    make_live(add_version(rubric, by=by, criteria=criteria, threshold=PROBE_THRESHOLD, note="", now=now), now)


def _retire(rubric: Rubric | None) -> None:
    if rubric is not None and rubric.live_id is not None:
        rubric.live = None
        rubric.save(update_fields=["live", "updated_at"])


def _name(question: Question) -> str:
    """Two questions may begin alike: the end of the uuid tells them apart."""
    return f"{question.text[:80].strip()} ({question.uuid.hex[-12:]})"
