"""A bank's statistics follow its questions."""

from datetime import datetime

from django.db import transaction
from django.db.models import Avg, Count, Q
from django.utils import timezone

from interview_coach.core.locking import locked
from questionbank.models import CompanyQuestionBank, Question, QuestionTag
from questionbank.rules import WRITTEN_DIFFICULTY, quality_score
from questionbank.services.own_rubrics import follow_question_criteria

# What people's answers make of a question: `services.statistics` counts it, while somebody has the question in a form.
FIGURES = {"usage_count", "avg_score", "avg_completion_time", "difficulty_rating"}
WRITTEN = {field.name for field in Question._meta.concrete_fields if not field.primary_key} - FIGURES


@transaction.atomic
def save_question(*, question: Question, now: datetime | None = None, by: int | None = None) -> Question:
    """Store a question with what derives from it: quality, tag rows, its own rubric, and its bank's statistics.

    `by` is who wrote the criteria. Raises `Invalid` where they are not sound.
    """
    question.quality_score = quality_score(question)
    written = set(WRITTEN)
    if question.difficulty_rating is None:
        question.difficulty_rating = WRITTEN_DIFFICULTY[question.difficulty]  # type: ignore[index]
        written.add("difficulty_rating")
    previous_bank = (
        Question.objects.filter(pk=question.pk).values_list("bank", flat=True).first() if question.pk else None
    )
    question.save(update_fields=written if question.pk else None)
    _store_tags(question)
    follow_question_criteria(question=question, now=now or timezone.now(), by=by)
    for bank_id in {previous_bank, question.bank_id}:
        if bank_id is not None:
            refresh_bank(bank_id=bank_id)
    return question


def _store_tags(question: Question) -> None:
    wanted = {str(tag) for tag in question.tags}
    QuestionTag.objects.filter(question=question).exclude(tag__in=wanted).delete()
    held = set(QuestionTag.objects.filter(question=question).values_list("tag", flat=True))
    QuestionTag.objects.bulk_create(
        QuestionTag(organization_id=question.organization_id, question=question, tag=tag)
        for tag in sorted(wanted - held)
    )


@transaction.atomic
def refresh_bank(*, bank_id: int) -> None:
    """Count a bank's active questions anew, how many are verified, and how hard they are on average."""
    locked(CompanyQuestionBank.objects.all()).filter(pk=bank_id).values_list("pk").first()
    counted = Question.objects.filter(bank=bank_id, is_active=True).aggregate(
        total=Count("pk"), verified=Count("pk", filter=Q(is_verified=True)), difficulty=Avg("difficulty_rating")
    )
    CompanyQuestionBank.objects.filter(pk=bank_id).update(
        total_questions=counted["total"],
        verified_questions=counted["verified"],
        average_difficulty=None if counted["difficulty"] is None else round(counted["difficulty"], 2),
    )
