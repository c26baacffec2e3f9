"""What gamification hears."""

from typing import Any

from django.dispatch import receiver

from gamification.services import settle
from interviews.signals import interview_settled


@receiver(interview_settled)
def on_interview_settled(sender: type, *, interview: Any, now: Any, **_: Any) -> None:
    settle(interview=interview, now=now)
