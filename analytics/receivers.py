"""What analytics hears."""

from typing import Any

from django.dispatch import receiver

from analytics.services import measure_answer
from interviews.signals import answer_evaluated


@receiver(answer_evaluated)
def on_answer_evaluated(sender: type, *, answer: Any, feedback: Any, interview: Any, now: Any, **_: Any) -> None:
    measure_answer(answer=answer, feedback=feedback, interview=interview, now=now)
