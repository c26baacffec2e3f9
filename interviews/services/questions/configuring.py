"""What a sitting is about: as its candidate asks, as a collection has it, or as an assignment says."""

from typing import Any
from uuid import UUID

from accounts.rules import Actor
from interview_coach.core.exceptions import Invalid
from interviews.models import InterviewType
from interviews.selectors.assignments import assignment_to_take
from questionbank.models import CompanyQuestionBank, Field, QuestionCollection
from questionbank.selectors import open_banks
from questionbank.selectors.collections import collections, questions_in

MOST_QUESTIONS = 20


def default_type(field: str) -> str:
    """Return the type of an interview that named none: what its field is about."""
    people = {Field.BEHAVIORAL.value: InterviewType.BEHAVIORAL, Field.HR.value: InterviewType.HR}
    return str(people.get(field, InterviewType.TECHNICAL))


def configured(
    actor: Actor, *, field: str = "", interview_type: str = "", bank: UUID | None = None,
    collection: UUID | None = None, assignment: UUID | None = None, **columns: Any,
) -> dict[str, Any]:  # fmt: skip
    """Return the columns of a new sitting. Raises `Invalid` for no such bank, collection or assignment."""
    if assignment is not None:
        return _planned(actor, assignment) | columns
    chosen = find_collection(actor, collection)
    kind = interview_type or default_type(field)
    asked = {"field": field, "interview_type": kind, "bank": find_bank(bank), "collection": chosen, **columns}
    return asked | _as_many_as_there_are(chosen, columns.get("questions_total"))


def _planned(actor: Actor, uuid: UUID) -> dict[str, Any]:
    plan = assignment_to_take(actor, uuid)
    if plan is None:
        raise Invalid("assignment", "invalid_choice", "There is no such assignment of yours.")
    return {
        "assignment": plan, "field": plan.field, "level": plan.level, "interview_type": plan.interview_type,
        "company": plan.company, "bank": plan.bank, "collection": plan.collection,
        "questions_total": plan.questions_total,
    } | _as_many_as_there_are(plan.collection, plan.questions_total)  # fmt: skip


def _as_many_as_there_are(collection: QuestionCollection | None, asked: int | None) -> dict[str, int]:
    """A collection is asked as a whole unless fewer are asked for, and never for more than it holds."""
    if collection is None:
        return {}
    held = len(questions_in(collection.pk))
    return {"questions_total": max(1, min(asked or MOST_QUESTIONS, held, MOST_QUESTIONS))}


def find_bank(uuid: UUID | None) -> CompanyQuestionBank | None:
    """Return the bank of this name; raise `Invalid` where there is none to use."""
    if uuid is None:
        return None
    bank = open_banks().filter(uuid=uuid).first()
    if bank is None:
        raise Invalid("bank", "invalid_choice", "There is no such bank.")
    return bank


def find_collection(actor: Actor, uuid: UUID | None) -> QuestionCollection | None:
    """Return the collection of this name; raise `Invalid` where there is none for the actor to use."""
    if uuid is None:
        return None
    collection = collections(actor).filter(uuid=uuid, is_active=True).first()
    if collection is None:
        raise Invalid("collection", "invalid_choice", "There is no such collection.")
    return collection
