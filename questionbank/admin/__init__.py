"""The question bank in the back office: an organization tends its own and reads the house's library."""

from questionbank.admin.collections import CollectedQuestionAdmin, CollectionShareAdmin, QuestionCollectionAdmin
from questionbank.admin.questions import (
    CompanyQuestionBankAdmin,
    QuestionAdmin,
    QuestionStatisticsAdmin,
    QuestionTagAdmin,
)
from questionbank.admin.rubrics import RubricAdmin
from questionbank.admin.versions import RubricVersionAdmin

__all__ = [
    "CollectedQuestionAdmin",
    "CollectionShareAdmin",
    "CompanyQuestionBankAdmin",
    "QuestionAdmin",
    "QuestionCollectionAdmin",
    "QuestionStatisticsAdmin",
    "QuestionTagAdmin",
    "RubricAdmin",
    "RubricVersionAdmin",
]
