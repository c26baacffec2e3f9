"""One sitting: questions handed out, answers given, feedback on them, who looked again, and what happened when."""

from interviews.models.answer import Answer, Media
from interviews.models.assignment import Assignment
from interviews.models.calibration import Anchor, AnchorSource, CalibrationRun, RunPurpose
from interviews.models.calls import AICall, Outcome
from interviews.models.feedback import Feedback
from interviews.models.personal import PersonalModel
from interviews.models.policy import AIConsent, AIPolicy, EvaluatorKind
from interviews.models.review import Review, ReviewStatus, Verdict
from interviews.models.sitting import Interview, InterviewEvent, InterviewQuestion
from interviews.models.vocabulary import (
    DifficultyPreference,
    EvaluationStatus,
    InterviewType,
    MediaKind,
    Mode,
    Quality,
    SlotKind,
    Status,
)

__all__ = [
    "AICall",
    "AIConsent",
    "AIPolicy",
    "Anchor",
    "AnchorSource",
    "Answer",
    "Assignment",
    "CalibrationRun",
    "DifficultyPreference",
    "EvaluationStatus",
    "EvaluatorKind",
    "Feedback",
    "Interview",
    "InterviewEvent",
    "InterviewQuestion",
    "InterviewType",
    "Media",
    "MediaKind",
    "Mode",
    "Outcome",
    "PersonalModel",
    "Quality",
    "Review",
    "ReviewStatus",
    "RunPurpose",
    "SlotKind",
    "Status",
    "Verdict",
]
