"""What the apps above may hear of the question bank. Sent inside the transaction that makes it so."""

from django.dispatch import Signal

# version, now; it goes live, or is live and becomes a category's default. A receiver that finds it unfit raises a
# DomainError (a Conflict, say), and nothing changes.
rubric_publishing = Signal()
