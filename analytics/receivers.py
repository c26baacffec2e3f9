"""What analytics hears."""

from typing import Any

from django.dispatch import receiver

from analytics.services import measure_answer, measure_review
from interviews.signals import answer_evaluated, answer_reviewed


@receiver(answer_evaluated)
def on_answer_evaluated(sender: type, *, answer: Any, feedback: Any, interview: Any, now: Any, **_: Any) -> None:
    measure_answer(answer=answer, feedback=feedback, interview=interview, now=now)


@receiver(answer_reviewed)
def on_answer_reviewed(sender: type, *, answer: Any, review: Any, interview: Any, now: Any, **_: Any) -> None:
    measure_review(answer=answer, review=review, interview=interview, now=now)
