"""What an evaluation now would say beside what the last one said. Writes no row of the sitting."""

import logging
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from interviews import rules
from interviews.evaluation.agreement import mean
from interviews.models import Answer, Feedback
from interviews.services.judging import Judgement, judge

log = logging.getLogger(__name__)

# A change that is seen: the scale is read in whole points.
MOVED = 1.0


@dataclass(frozen=True, slots=True)
class Change:
    """One answer: scores 0–10 before and after (None: not scored), what each rests on, and the flags that differ.

    `human` is what people agreed on; it goes on counting whatever the evaluator says. `error` says why there is no
    score after.
    """

    answer: UUID
    person: str
    question: str
    submitted_at: datetime
    before: float | None
    after: float | None
    human: float | None
    rubric_before: str
    rubric_after: str
    evaluator_before: str
    evaluator_after: str
    flags_added: tuple[str, ...]
    flags_removed: tuple[str, ...]
    error: str = ""

    @property
    def delta(self) -> float | None:
        """How far the evaluator's score moves; None where one of the two is missing."""
        return None if self.before is None or self.after is None else round(self.after - self.before, 4)

    @property
    def grades(self) -> tuple[str, str]:
        """The grades of both scores, empty for a missing one."""
        return rules.grade(self.before), rules.grade(self.after)


@dataclass(frozen=True, slots=True)
class Summary:
    """What all changes amount to. `grades` counts the answers by grade before and after, where the two differ."""

    n: int
    failed: int
    mean_delta: float | None
    moved: int
    human: int
    grades: dict[str, int]


def preview(answer: Answer, feedback: Feedback | None) -> Change:
    """Judge an answer now and compare with its newest feedback. A language model's calls go to the ledger and cost."""
    if not answer.words:
        return _change(answer, feedback, None, rules.NOTHING_TO_READ)
    try:
        return _change(answer, feedback, judge(answer), "")
    except Exception as error:  # an evaluator may fail in any way; the other answers are looked at all the same
        log.exception("preview_failed", extra={"answer": str(answer.uuid)})
        return _change(answer, feedback, None, f"{type(error).__name__}: {error}")


def _change(answer: Answer, feedback: Feedback | None, judgement: Judgement | None, error: str) -> Change:
    old = _flags_of(feedback)
    new = {flag.name for flag in judgement.evaluation.flags} if judgement else old
    return Change(
        answer=answer.uuid, person=answer.user.email, submitted_at=answer.submitted_at,
        question=answer.question.text if answer.question else answer.slot.text,
        before=feedback.score if feedback else None, after=judgement.evaluation.score if judgement else None,
        human=answer.human_score, rubric_before=_rubric_of(feedback),
        rubric_after=str(judgement.rubric) if judgement else "",
        evaluator_before=f"{feedback.evaluator} {feedback.evaluator_version}" if feedback else "",
        evaluator_after=_evaluator_of(judgement), flags_added=tuple(sorted(new - old)),
        flags_removed=tuple(sorted(old - new)), error=error,
    )  # fmt: skip


def _flags_of(feedback: Feedback | None) -> set[str]:
    return {flag["name"] for flag in feedback.flags} if feedback else set()


def _rubric_of(feedback: Feedback | None) -> str:
    """The version by name; feedback older than the stored rubrics has a label alone."""
    if feedback is None:
        return ""
    return str(feedback.rubric) if feedback.rubric is not None else feedback.rubric_version


def _evaluator_of(judgement: Judgement | None) -> str:
    return f"{judgement.evaluation.evaluator} {judgement.evaluation.evaluator_version}" if judgement else ""


def summarize(changes: Iterable[Change]) -> Summary:
    """Return what changes amount to."""
    rows = list(changes)
    deltas = [change.delta for change in rows if change.delta is not None]
    middle = mean(deltas)
    grades = Counter(
        " → ".join(change.grades) for change in rows if change.delta is not None and len({*change.grades}) > 1
    )
    return Summary(
        n=len(rows),
        failed=sum(bool(change.error) for change in rows),
        mean_delta=None if middle is None else round(middle, 4),
        moved=sum(abs(delta) > MOVED for delta in deltas),
        human=sum(change.human is not None for change in rows),
        grades=dict(sorted(grades.items())),
    )
