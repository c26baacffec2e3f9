"""What the apps above may hear of a sitting. Sent inside the transaction that made it so."""

from django.dispatch import Signal

interview_settled = Signal()  # interview, now; completed, and every answer evaluated or failed
answer_evaluated = Signal()  # answer, feedback, interview, now
answer_reviewed = Signal()  # answer, review, interview, now; people agreed on a score, and it counts
# organization_id, evaluator, model, user_id, now; a receiver that finds it unfit raises a Conflict, and nothing changes
evaluator_going_live = Signal()
