"""What the apps above may hear of a sitting. Sent inside the transaction that made it so."""

from django.dispatch import Signal

interview_completed = Signal()  # interview, now
answer_evaluated = Signal()  # answer, feedback, interview, now
