"""A follow-up as its author wrote it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One of a question's own follow-ups. `terms` are what its author wants to hear of; none is possible."""

    text: str
    terms: tuple[str, ...] = ()
