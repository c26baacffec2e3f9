"""The state machine of a sitting, and what follows from its scores and times."""

from collections.abc import Iterable, Set
from datetime import datetime

from accounts.rules import anyone, coaches, own, permit, runs
from interview_coach.core.exceptions import Conflict
from interviews.models import EvaluationStatus, Interview, Quality, ReviewStatus, Status

TRANSITIONS: dict[str, frozenset[str]] = {
    Status.IN_PROGRESS: frozenset({Status.PAUSED, Status.COMPLETED, Status.ABANDONED}),
    Status.PAUSED: frozenset({Status.IN_PROGRESS, Status.ABANDONED}),
    Status.COMPLETED: frozenset(),
    Status.ABANDONED: frozenset(),
}
OPEN = frozenset({Status.IN_PROGRESS, Status.PAUSED})
# An evaluation that is due or under way, and one that is over.
WAITING = (EvaluationStatus.PENDING, EvaluationStatus.RUNNING)
OVER = (EvaluationStatus.SUCCEEDED, EvaluationStatus.FAILED)
# A review that takes verdicts.
OPEN_REVIEWS = (ReviewStatus.OPEN, ReviewStatus.SECOND, ReviewStatus.DISPUTED)
# The event that tells of arriving in a state.
EVENT_OF = {
    Status.IN_PROGRESS: "interview.resumed",
    Status.PAUSED: "interview.paused",
    Status.COMPLETED: "interview.completed",
    Status.ABANDONED: "interview.abandoned",
}
GRADES = ((8.5, Quality.EXCELLENT), (7.0, Quality.GOOD), (5.0, Quality.FAIR), (0.0, Quality.POOR))
# Adaptive difficulty follows the mean score so far.
HARDER_FROM, EASIER_BELOW = 7.0, 4.5
# How a mixed interview alternates between its own field and the people side.
MIXED_PATTERN = ("own", "own", "behavioral", "own", "hr")

# Who may do what: see docs/roles.md.
permit("work.do", own)
permit("work.read", own | coaches)
permit("reviews.ask", own)
permit("reviews.read", coaches)
permit("reviews.give", coaches & ~own)
permit("reviews.settle", runs | (coaches & ~own))
permit("ai.read_own", anyone)
permit("ai.read", coaches)
permit("ai.change", runs)
permit("anchors.read", coaches)
permit("anchors.write", runs)
permit("reevaluation.preview", runs)
permit("assignments.read", own | runs)
permit("assignments.write", runs | (coaches & own))
permit("progress.read", runs | (coaches & own))


LONGEST_TEXT = 50_000  # characters of an answer, a draft of one, or an anchor's texts
NOTHING_TO_READ = "There is neither text nor transcript to evaluate; revise the answer with its transcript."
EVALUATOR_FAILED = "The evaluator could not score this answer. Ask for another evaluation, or tell your administrator."


class InvalidTransition(Conflict):
    code = "invalid_transition"


class NotInProgress(Conflict):
    code = "interview_not_in_progress"
    message = "The interview is not in progress."


class WordsErased(Conflict):
    code = "words_erased"
    message = "The words of this interview are kept no longer: its scores stay as they are."


def check_has_words(interview: Interview) -> None:
    """Raise `WordsErased` where only scores are left of an interview: nothing can be judged again."""
    if interview.words_erased_at is not None:
        raise WordsErased


def told_reason(error: str) -> str:
    """Return what a candidate reads of a failed evaluation; what broke inside is for the administrators' eyes."""
    return error if error in ("", NOTHING_TO_READ) else EVALUATOR_FAILED


def check_transition(interview: Interview, to: str) -> None:
    """Raise `InvalidTransition`, naming both states, unless the sitting may go to `to`."""
    if to not in TRANSITIONS[interview.status]:
        raise InvalidTransition(
            f"An interview that is {interview.status} cannot become {to}.", **{"from": interview.status, "to": str(to)}
        )


def check_in_progress(interview: Interview) -> None:
    """Raise `NotInProgress` unless the sitting takes questions and answers now."""
    _check_status(interview, {Status.IN_PROGRESS})


def check_open(interview: Interview) -> None:
    """Raise `NotInProgress` for a sitting that has ended; a paused one may still be worked on."""
    _check_status(interview, OPEN)


def _check_status(interview: Interview, allowed: Set[str]) -> None:
    if interview.status not in allowed:
        raise NotInProgress(f"The interview is {interview.status}.", status_of_interview=interview.status)


def running_since(interview: Interview) -> datetime:
    """Return when the sitting last began to run: its start, or its last resume."""
    return interview.resumed_at or interview.started_at


def grade(score: float | None) -> str:
    """Return the quality rating of an overall score, empty without one."""
    return "" if score is None else str(next(name for floor, name in GRADES if score >= floor))


def mark(own: float | None, follow_ups: Iterable[float | None]) -> float | None:
    """Return what a question earns, 0–10: its answer's score, lifted halfway to that of its best follow-up.

    Nobody loses by being asked further: a poorer follow-up leaves the mark as it is, and none earns one by itself.
    """
    best = max((score for score in follow_ups if score is not None), default=None)
    return own if own is None or best is None else max(own, (own + best) / 2)


def adaptive_difficulty(mean_score: float | None) -> str:
    """Return the difficulty of the next question: medium at first, then after how it went so far."""
    if mean_score is None or EASIER_BELOW <= mean_score < HARDER_FROM:
        return "medium"
    return "hard" if mean_score >= HARDER_FROM else "easy"
