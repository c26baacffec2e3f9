"""A sitting's scores follow its answers; once nothing is left to evaluate, the sitting is settled."""

from accounts.services.statistics import count_score as count_person_score
from interviews import rules, selectors
from interviews.models import Answer, Interview, Status
from interviews.services.sitting import Sitting
from interviews.signals import interview_settled
from questionbank.services.statistics import count_score as count_question_score


def rescore(sitting: Sitting) -> None:
    """Bring a sitting's scores up to date, and with a completed one the person's average."""
    interview: Interview = sitting.interview
    before = interview.overall_score
    means = selectors.score_means(interview)
    interview.overall_score = _two_decimals(means["overall"])
    interview.technical_score = _two_decimals(means["technical"])
    interview.communication_score = _two_decimals(means["communication"])
    interview.confidence_score = _two_decimals(means["confidence"])
    if interview.status == Status.COMPLETED:
        interview.quality_rating = rules.grade(interview.overall_score)
        count_person_score(user_id=interview.user_id, before=before, after=interview.overall_score)


SCORES = (
    "score", "ai_score", "human_score", "clarity_score", "relevance_score", "depth_score", "structure_score",
    "communication_score", "technical_accuracy_score", "confidence_level", "sentiment_score",
)  # fmt: skip


def forget_score(sitting: Sitting, answer: Answer) -> None:
    """Take back what an answer scored: it was for other words. Call `rescore` once the answer is stored."""
    if answer.score is not None and answer.question is not None:
        count_question_score(
            question=answer.question, organization_id=answer.organization_id, before=answer.score, after=None,
            seconds=answer.time_spent_seconds,
        )  # fmt: skip
    for name in SCORES:
        setattr(answer, name, None)
    answer.key_phrases = []


def _two_decimals(mean: float | None) -> float | None:
    return None if mean is None else round(mean, 2)


def announce_if_settled(sitting: Sitting) -> None:
    """Let the apps above hear of a completed sitting with no answer left to evaluate."""
    if sitting.interview.status == Status.COMPLETED and not selectors.unevaluated(sitting.interview).exists():
        sitting.announce(interview_settled)
