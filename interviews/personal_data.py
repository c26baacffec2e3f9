"""What interviews hold on a person, and what stays of it for statistics: scores, times and counts, and no word."""

from django.db.models import Case, F, TextField, Value, When
from django.db.models.functions import Coalesce, Now

from interview_coach.core.personal_data import ERASED, Blanked, Deleted, Holding, Kept
from interviews.models import (
    AICall,
    AIConsent,
    Anchor,
    Answer,
    Assignment,
    CalibrationRun,
    EvaluationStatus,
    Feedback,
    Interview,
    InterviewEvent,
    InterviewQuestion,
    Media,
    Review,
    ReviewStatus,
    Verdict,
)
from interviews.rules import OPEN_REVIEWS, WAITING

_WORDS_OF_FEEDBACK = (
    "strengths", "improvements", "criteria", "observations", "action_items", "learning_resources",
    "practice_suggestions", "alternative_feedbacks",
)  # fmt: skip

_WAITS = When(evaluation_status__in=WAITING, then=Value(EvaluationStatus.FAILED))
# What waits to be evaluated, or is being evaluated, never will be.
_NO_EVALUATION = {
    "evaluation_status": Case(_WAITS, default=F("evaluation_status")), "evaluation_due_at": None,
    "evaluation_lease": None, "evaluation_lease_expires_at": None, "evaluation_error": "",
}  # fmt: skip

HOLDINGS = (
    Holding(
        Interview,
        # First: it locks the sittings, and whoever evaluates their answers waits and finds the lease gone.
        Blanked({"notes": "", "position": "", "ip_address": "", "device_type": "", "browser": "",
                 "session_recording_url": "", "words_erased_at": Coalesce("words_erased_at", Now())}),
    ),
    Holding(Media, Deleted(), secret=frozenset({"sha256"}), files=("key",)),
    Holding(
        Answer,
        Blanked(
            {"text": ERASED, "transcript": "", "audio_url": "", "video_url": "", "key_phrases": [],
             "revision_history": [], "delivery_metrics": {}, **_NO_EVALUATION}
        ),
        secret=frozenset({"evaluation_lease"}),
    ),
    Holding(Feedback, Blanked({"detailed_feedback": "", **{name: [] for name in _WORDS_OF_FEEDBACK}})),
    Holding(
        InterviewQuestion,
        # A follow-up has words of its own, which may be taken from the answer; a main question has the bank's.
        Blanked({"draft": "", "reason": "", "probes": [],
                 "text": Case(When(text="", then=F("text")), default=Value(ERASED), output_field=TextField())}),
    ),
    Holding(InterviewEvent, Blanked({"data": {}})),
    Holding(
        Review,
        # There is nothing left to look at.
        Blanked({"appeal": "", "status": Case(When(status__in=OPEN_REVIEWS, then=Value(ReviewStatus.WITHDRAWN)),
                                              default=F("status"))}),
    ),
    Holding(Verdict, Blanked({"comment": "", "criteria": []}), person="review__user"),
    Holding(Verdict, Kept("It is about somebody else's answer."), person="reviewer", title="verdicts_given"),
    Holding(Anchor, Blanked({"is_active": False}), person="review__user"),
    # What was sent holds the sample answer and the orders to the model; the person's own words stand with the answer.
    Holding(AICall, Blanked({"exchange": {}}), secret=frozenset({"exchange"})),
    Holding(AIConsent, Kept("That somebody agreed has to be provable.")),
    Holding(CalibrationRun, Kept("A measurement of an evaluator, with who asked for it.")),
    Holding(Assignment, Deleted()),
    Holding(Assignment, Kept("What others were asked to practise."), person="created_by", title="assignments_made"),
    # Former states of a sitting hold its notes as they once were.
    Holding(Interview.history.model, Deleted()),
)  # fmt: skip

# From each row that holds words of a sitting to that sitting; what is not named here is about the person alone.
TO_SITTING = {
    Media: "interview", Answer: "interview", Feedback: "answer__interview", InterviewQuestion: "interview",
    InterviewEvent: "interview", Review: "answer__interview", Verdict: "review__answer__interview",
    Anchor: "review__answer__interview", AICall: "answer__interview", Interview.history.model: "id",
    Interview: "pk",
}  # fmt: skip
