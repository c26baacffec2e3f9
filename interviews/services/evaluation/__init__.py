"""Evaluating answers so that none is lost and none counted twice.

The answer row is the queue. A worker takes an answer up by a conditional update that leaves a lease; everything an
evaluation changes is written in one transaction with the status; whoever dies in between leaves a lease that runs out.
"""

from interviews.services.evaluation.finishing import finish
from interviews.services.evaluation.lease import (
    LONGEST_BACKOFF,
    Job,
    backoff,
    fail,
    give_up,
    put_back,
    release,
    still_ours,
    take_up,
)
from interviews.services.evaluation.running import evaluate_answer, evaluate_due, log

__all__ = [
    "LONGEST_BACKOFF",
    "Job",
    "backoff",
    "evaluate_answer",
    "evaluate_due",
    "fail",
    "finish",
    "give_up",
    "log",
    "put_back",
    "release",
    "still_ours",
    "take_up",
]
