"""Telling of an evaluation while it is under way: a criterion at a time, where the evaluator streams."""

import logging
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import DatabaseError

from interviews.evaluation import CriterionScore
from interviews.evaluation.llm.evaluator import OnCriterion
from interviews.models import Answer
from interviews.selectors import leased
from interviews.services.sitting import any_sitting

log = logging.getLogger(__name__)


def progress_of(answer: Answer, lease: UUID, clock: Callable[[], datetime]) -> OnCriterion:
    """Return what tells the sitting of each criterion of an answer, as long as `lease` stands.

    It is a foretaste: what counts is the feedback. A line of it that cannot be written is let go.
    """

    def tell(criterion: CriterionScore, done: int, total: int) -> None:
        try:
            _tell(answer, lease, clock(), criterion, done, total)
        except DatabaseError:
            log.warning("progress_not_told", extra={"answer": str(answer.uuid)}, exc_info=True)

    return tell


def _tell(answer: Answer, lease: UUID, now: datetime, criterion: CriterionScore, done: int, total: int) -> None:
    with any_sitting(answer.interview_id, now) as sitting:
        if leased(answer.pk, lease).exists():
            sitting.tell(
                "evaluation.progress", answer=str(answer.uuid), number=answer.evaluation_number,
                criterion=criterion.key, label=criterion.label, score=round(criterion.score, 2), done=done, total=total,
            )  # fmt: skip
