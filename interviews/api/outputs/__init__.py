"""What the interview calls answer."""

from interviews.api.outputs.answers import AnswerOut, MediaOut, StatusOut, SubmittedOut
from interviews.api.outputs.feedback import FeedbackOut, HumanOut, JudgedOut, PointOut
from interviews.api.outputs.interviews import EventsOut, FrameOut, InterviewOut, ReportOut, StartedOut
from interviews.api.outputs.slots import FIGURES, DraftOut, HintOut, SlotOut

__all__ = [
    "FIGURES",
    "AnswerOut",
    "DraftOut",
    "EventsOut",
    "FeedbackOut",
    "FrameOut",
    "HintOut",
    "HumanOut",
    "InterviewOut",
    "JudgedOut",
    "MediaOut",
    "PointOut",
    "ReportOut",
    "SlotOut",
    "StartedOut",
    "StatusOut",
    "SubmittedOut",
]
