"""Points measured on the server as answers are evaluated."""

from datetime import datetime

from analytics.models import PerformanceMetric
from interviews.models import Answer, Feedback, Interview, Review


def measure_answer(*, answer: Answer, feedback: Feedback, interview: Interview, now: datetime) -> None:
    """Store what one evaluation says of an answer: its quality, how assured it was, how fast it came."""
    points = {
        "answer_quality": (feedback.score, "score"),
        "confidence_level": (answer.confidence_level, "score"),
        "typing_speed": (_words_per_minute(answer), "wpm"),
    }
    PerformanceMetric.objects.bulk_create(
        PerformanceMetric(
            organization_id=answer.organization_id, user_id=answer.user_id, interview=interview, metric_type=name,
            metric_value=value, metric_unit=unit, question_number=answer.slot.position, timestamp=now,
            metadata={"answer": str(answer.uuid), "evaluation": feedback.number},
        )
        for name, (value, unit) in points.items()
        if value is not None
    )  # fmt: skip


def measure_review(*, answer: Answer, review: Review, interview: Interview, now: datetime) -> None:
    """Store the quality that people found in an answer; what the evaluator measured stays beside it."""
    assert review.score is not None, "a settled review has its score"
    PerformanceMetric.objects.create(
        organization_id=answer.organization_id, user_id=answer.user_id, interview=interview,
        metric_type="answer_quality", metric_value=review.score, metric_unit="score",
        question_number=answer.slot.position, timestamp=now,
        metadata={"answer": str(answer.uuid), "review": str(review.uuid)},
    )  # fmt: skip


def _words_per_minute(answer: Answer) -> float | None:
    if not answer.text or not answer.time_spent_seconds:
        return None
    return round(60 * answer.word_count / answer.time_spent_seconds, 2)
