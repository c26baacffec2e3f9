"""What happened to interviews, as decisions: they are read, and not brought back."""

from accounts.services import versions
from interview_coach.core.api.history import Histories
from interviews.models import Interview


class InterviewHistory(Histories):
    """What was asked for, and how the interview went on and ended."""

    kind, service = versions.Kind(Interview), versions
    model = Interview.history.model
    queryset = model.objects.none()
