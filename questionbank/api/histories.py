"""What happened to questions, company banks and rubrics of the organization."""

from accounts.services import versions
from interview_coach.core.api.history import Histories
from questionbank.models import CompanyQuestionBank, Question, Rubric
from questionbank.services import kinds


class QuestionHistory(Histories):
    """A question's wording, guidance and place."""

    kind, service = kinds.QUESTIONS, versions
    model = Question.history.model
    queryset = model.objects.none()


class CompanyHistory(Histories):
    """What a company's bank said of it."""

    kind, service = kinds.BANKS, versions
    model = CompanyQuestionBank.history.model
    queryset = model.objects.none()


class RubricHistory(Histories):
    """A rubric's name, description and use; its criteria stand in its versions."""

    kind, service = kinds.RUBRICS, versions
    model = Rubric.history.model
    queryset = model.objects.none()
