"""Going through a selection: as a dry run, or for real. Each answer is an entity of its own: stop at any time."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from accounts.selectors import house
from accounts.services.trail import record
from interview_coach.core.models import uuid7
from interview_coach.core.tenancy import tenant_scope
from interviews.models import Answer
from interviews.services.answers import requeue_answers
from interviews.services.evaluation import evaluate_answer
from interviews.services.reevaluation.diff import Change, preview
from interviews.services.reevaluation.selection import (
    Selection,
    load,
    newest_feedback,
    rests_on_what_is_in_force,
    selected,
)


def candidates(selection: Selection, organization_id: int) -> Iterator[Answer | None]:
    """Yield the answers to score anew, oldest first; None in the place of one that is left out.

    At most `selection.limit` answers come. Which there are is read at the beginning, each answer when its turn comes.
    """
    come = 0
    for answer_id in selected(selection, organization_id):
        if come == selection.limit:
            return
        answer = load(answer_id)
        if answer is None or _left_out(answer, selection):
            yield None
            continue
        come += 1
        yield answer


def _left_out(answer: Answer, selection: Selection) -> bool:
    return not selection.again and rests_on_what_is_in_force(answer, newest_feedback(answer))


def what_would_change(selection: Selection, organization_id: int) -> Iterator[Change | None]:
    """Yield what an evaluation now would change, answer by answer; None for one that is left out. Writes nothing."""
    for answer in candidates(selection, organization_id):
        yield preview(answer, newest_feedback(answer)) if answer is not None else None


def look_at(answers: Iterable[tuple[int, int]]) -> list[Change]:
    """Return what an evaluation now would change in answers given by id and organization; waiting ones are left out.

    Each is judged in the scope of its own organization: in any wider one the rubrics of others would be in sight.
    """
    library, changes = house().pk, []
    for answer_id, organization_id in answers:
        with tenant_scope(organization_id, library_id=library):
            if (answer := load(answer_id)) is not None:
                changes.append(preview(answer, newest_feedback(answer)))
    return changes


def reevaluate(
    *, selection: Selection, organization_id: int, user_id: int | None, now: datetime, at_once: bool = False
) -> Iterator[bool]:
    """Have the answers of a selection evaluated once more; yield for each whether it was (False: left out).

    They are queued, each in its own transaction with its line in the trail; `at_once`, they are evaluated here, one
    after the other. Earlier feedback stays, as do the scores people gave. The first line says what was asked for.
    """
    record(organization_id=organization_id, user_id=user_id, action="reevaluation", now=now,
           entity_type="reevaluation", entity_id=uuid7(), **selection.told())  # fmt: skip
    for answer in candidates(selection, organization_id):
        queued = answer is not None and requeue_answers(answers=[answer], user_id=user_id, now=now) > 0
        if queued and at_once and answer is not None:
            evaluate_answer(answer_id=answer.pk, organization_id=organization_id)
        yield queued
