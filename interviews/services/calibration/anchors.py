"""Anchors: answers with the scores people gave."""

from collections.abc import Callable
from datetime import datetime
from math import isfinite
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import Organization
from accounts.rules import Actor
from accounts.services.trail import record
from interview_coach.core.exceptions import Conflict, Invalid
from interview_coach.core.locking import locked
from interviews.evaluation.agreement import mean
from interviews.models import Anchor, AnchorSource
from interviews.rules import LONGEST_TEXT, check_has_words
from interviews.services.calibration import reading
from questionbank.models import Question, Rubric
from questionbank.selectors import open_questions

MOST_SCORES = 20

FindQuestion = Callable[[UUID], Question]


class AnchorKnown(Conflict):
    code = "anchor_known"
    message = "This answer is an anchor of the rubric already."


def add_anchor(*, actor: Actor, rubric_uuid: UUID, now: datetime, **columns: Any) -> Anchor:
    """Add an answer to the anchors of a rubric of the own organization or the house, as `store_anchor` does.

    Raises `Forbidden`, `NotFound`, and what `store_anchor` raises.
    """
    rubric = reading.rubric_to_calibrate(actor, rubric_uuid, changing=True)
    return store_anchor(rubric=rubric, organization_id=actor.organization_id, user_id=actor.user_id, now=now, **columns)


def change_anchor(*, actor: Actor, anchor_uuid: UUID, is_active: bool, now: datetime) -> Anchor:
    """Switch an anchor on or off by its uuid. Raises `Forbidden`, `NotFound`, `WordsErased`."""
    anchor = reading.find_anchor(actor, anchor_uuid)
    return switch_anchor(anchor=anchor, is_active=is_active, user_id=actor.user_id, now=now)


@transaction.atomic
def store_anchor(*, rubric: Rubric, organization_id: int, user_id: int, now: datetime, **columns: Any) -> Anchor:
    """Add one answer to the anchors an organization has for a rubric; `columns` are those of `build_anchor`.

    Raises `Invalid` for what no anchor can be, and `AnchorKnown`.
    """
    anchor = build_anchor(rubric=rubric, organization_id=organization_id, now=now, **columns)
    taking_turns(organization_id)
    if identity(anchor) in known_answers(rubric, organization_id):
        raise AnchorKnown
    anchor.save(force_insert=True)
    _record(anchor, user_id, "anchor_add", now)
    return anchor


@transaction.atomic
def switch_anchor(*, anchor: Anchor, is_active: bool, user_id: int, now: datetime) -> Anchor:
    """Let an anchor count, or count no more. It is never deleted: runs were made with it. Raises `WordsErased`."""
    if is_active:
        check_kept(anchor)
    changed = Anchor.objects.filter(pk=anchor.pk).exclude(is_active=is_active).update(is_active=is_active)
    anchor.is_active = is_active
    if changed:
        was, now_is = {"is_active": not is_active}, {"is_active": is_active}
        _record(anchor, user_id, "anchor_switch", now, before=was, after=now_is)
    return anchor


def check_kept(anchor: Anchor) -> None:
    """Raise `WordsErased` for an anchor made from a reviewed answer whose words are kept no longer."""
    if anchor.review is not None:
        check_has_words(anchor.review.answer.interview)


def find_question(uuid: UUID) -> Question:
    """Return a question of the bank that may be used here. Raises `Invalid`."""
    question = open_questions().filter(uuid=uuid).first()
    if question is None:
        raise Invalid("question", "invalid_choice", "There is no such question.")
    return question


def build_anchor(
    *,
    rubric: Rubric,
    organization_id: int,
    now: datetime,
    text: str,
    scores: list[float],
    question: UUID | None = None,
    question_text: str = "",
    sample_answer: str = "",
    find: FindQuestion = find_question,
) -> Anchor:
    """Return an anchor, unsaved, whose score is the mean of `scores` (0–10). Raises `Invalid`."""
    _check_scores(scores)
    for name, words in (("text", text), ("question_text", question_text), ("sample_answer", sample_answer)):
        _check_text(name, words)
    if not text.strip():
        raise Invalid("text", "blank", "An anchor needs an answer.")
    if (question is None) == (not question_text.strip()):
        raise Invalid("question", "required", "Name a question of the bank, or write its text: one of the two.")
    return Anchor(
        organization_id=organization_id, rubric=rubric, question=find(question) if question else None,
        question_text=question_text, sample_answer=sample_answer, text=text, scores=scores,
        score=round(mean(scores) or 0.0, 2), source=AnchorSource.IMPORTED, created_at=now,
    )  # fmt: skip


def taking_turns(organization_id: int) -> None:
    """Let whoever adds to an organization's anchors wait for the others, or both would add what neither has found.

    The rubric's row would not do: the house's may be read, not locked.
    """
    locked(Organization.objects.all()).values_list("pk").get(pk=organization_id)


def identity(anchor: Anchor) -> tuple[int | None, str, str]:
    """Return what makes two anchors of a rubric the same: the question, and the answer to it."""
    return anchor.question_id, anchor.question_text, anchor.text


def known_answers(rubric: Rubric, organization_id: int) -> set[tuple[int | None, str, str]]:
    """Return the identities of the anchors an organization has for a rubric, switched off or not."""
    rows = Anchor.objects.filter(organization=organization_id, rubric=rubric)
    return set(rows.values_list("question", "question_text", "text"))


def _check_scores(scores: list[float]) -> None:
    if not 1 <= len(scores) <= MOST_SCORES:
        raise Invalid("scores", "required", f"1 to {MOST_SCORES} scores are needed.")
    for score in scores:
        if not (isfinite(score) and 0 <= score <= 10):
            raise Invalid("scores", "invalid", f"{score} is no score from 0 to 10.")


def _check_text(name: str, words: str) -> None:
    if "\x00" in words:
        raise Invalid(name, "invalid", "Null characters are not allowed.")
    if len(words) > LONGEST_TEXT:
        raise Invalid(name, "max_length", f"{LONGEST_TEXT} characters at most.")


def _record(anchor: Anchor, user_id: int, action: str, now: datetime, **more: Any) -> None:
    record(organization_id=anchor.organization_id, user_id=user_id, action=action, now=now, entity_type="anchor",
           entity_id=anchor.uuid, rubric=anchor.rubric.name, **more)  # fmt: skip
