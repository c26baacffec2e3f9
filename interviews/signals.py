"""What the apps above may hear of a sitting. Sent inside the transaction that made it so."""

from django.dispatch import Signal

interview_settled = Signal()  # interview, now; completed, and every answer evaluated or failed
answer_evaluated = Signal()  # answer, feedback, interview, now
