"""Answering, and changing one's answer. The row is committed as pending: that is what queues its evaluation."""

from interviews.services.answers.content import count_words, media_for, recording_of
from interviews.services.answers.queueing import evaluate_again, queue_again, requeue_answers, wake_evaluator
from interviews.services.answers.revising import KEPT_REVISIONS, AnswerReviewed, revise_answer
from interviews.services.answers.submitting import AlreadyAnswered, submit_answer

__all__ = [
    "KEPT_REVISIONS",
    "AlreadyAnswered",
    "AnswerReviewed",
    "count_words",
    "evaluate_again",
    "media_for",
    "queue_again",
    "recording_of",
    "requeue_answers",
    "revise_answer",
    "submit_answer",
    "wake_evaluator",
]
