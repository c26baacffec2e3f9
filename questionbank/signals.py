"""What the apps above may hear of the question bank. Sent inside the transaction that makes it so."""

from django.dispatch import Signal

# version, now; a receiver that finds it unfit raises a DomainError (a Conflict, say), and nothing is published.
rubric_publishing = Signal()
