"""Reads with a name: questions and banks an organization may use."""

from uuid import UUID

from django.db.models import QuerySet

from questionbank.models import CompanyQuestionBank, Question


def open_questions() -> QuerySet[Question]:
    """Return the questions that may be asked here: the tenant's own and the house's."""
    return Question.objects.filter(is_active=True)


def questions_of_bank(bank: UUID) -> QuerySet[Question]:
    """Return the open questions of one bank; none for a bank that may not be used here."""
    return open_questions().filter(bank__uuid=bank, bank__is_active=True)


def open_banks() -> QuerySet[CompanyQuestionBank]:
    """Return the company banks that may be used here."""
    return CompanyQuestionBank.objects.filter(is_active=True)
