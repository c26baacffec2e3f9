"""What may be brought back of questions, banks and rubrics. A rubric's criteria are versions of their own."""

from datetime import datetime

from accounts.rules import Actor
from accounts.services.versions import CannotRevert, Kind
from questionbank.models import CompanyQuestionBank, Question, Rubric
from questionbank.rules import known_fields
from questionbank.services.rubrics import RubricFollowsQuestion
from questionbank.services.wording import revise_question

WRITTEN = (
    "text", "category", "subcategory", "field", "level", "difficulty", "bank", "company", "position_type", "tags",
    "keywords", "hint", "follow_up_questions", "sample_answer", "ideal_answer_length", "time_limit_seconds",
    "evaluation_criteria", "is_active", "is_verified", "translations",
)  # fmt: skip


def _save_question(row: Question, actor: Actor, now: datetime) -> None:
    if row.field not in known_fields(row.organization.extra_fields):
        raise CannotRevert(f"The organization has no field {row.field!r} any more.")
    revise_question(question=row, now=now, by=actor.user_id)


def _save_bank(row: CompanyQuestionBank, actor: Actor, now: datetime) -> None:
    row.save()


def _save_rubric(row: Rubric, actor: Actor, now: datetime) -> None:
    if row.question_id is not None:
        raise RubricFollowsQuestion
    row.save(update_fields=["name", "description", "updated_at"])


QUESTIONS = Kind(Question, WRITTEN, _save_question)
BANKS = Kind(
    CompanyQuestionBank,
    ("company_name", "company_logo", "industry", "company_size", "is_active", "description", "hiring_process_info"),
    _save_bank,
)
RUBRICS = Kind(Rubric, ("name", "description"), _save_rubric)
