"""What the question bank holds on people: who wrote a rubric."""

from interview_coach.core.personal_data import Holding, Kept
from questionbank.models import QuestionCollection, RubricVersion

HOLDINGS = (
    Holding(RubricVersion, Kept("What answers were judged by, with who wrote it."), person="author"),
    Holding(QuestionCollection, Kept("What others practise with, with who put it together."), person="created_by"),
)
