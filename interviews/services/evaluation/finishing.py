"""Writing what an evaluation found: all of it in one transaction, if the lease still stands."""

from datetime import datetime

from interviews.models import Answer, EvaluationStatus, Feedback
from interviews.services import follow_ups
from interviews.services.evaluation.lease import Job, release, still_ours
from interviews.services.findings import store_feedback, store_scores
from interviews.services.judging import Judgement
from interviews.services.reviews.queue import queue_if_needed
from interviews.services.scoring import announce_if_settled, rescore
from interviews.services.sitting import any_sitting
from interviews.signals import answer_evaluated
from questionbank.services.statistics import count_score as count_question_score


def finish(job: Job, judgement: Judgement, *, now: datetime) -> Feedback | None:
    """Write a judgement and all that follows from it, in one transaction; None where the lease is no longer ours."""
    with any_sitting(job.answer.interview_id, now) as sitting:
        answer = still_ours(job)
        if answer is None:
            return None
        before = answer.score
        feedback = store_feedback(answer, judgement, now)
        store_scores(answer, judgement)
        release(answer)
        answer.evaluation_status, answer.evaluation_error = EvaluationStatus.SUCCEEDED, ""
        answer.save()
        rescore(sitting)
        queue_if_needed(sitting, answer, feedback)
        sitting.tell(
            "feedback.ready",
            answer=str(answer.uuid),
            feedback=str(feedback.uuid),
            score=feedback.score,
            confidence=feedback.ai_confidence_score,
            overall_score=sitting.interview.overall_score,
        )
        follow_ups.probe(sitting, answer, judgement)
        answer_evaluated.send(sender=Answer, answer=answer, feedback=feedback, interview=sitting.interview, now=now)
        if answer.question is not None:  # late: everyone who is asked it waits for this row
            count_question_score(
                question=answer.question, organization_id=answer.organization_id, before=before,
                after=answer.score, seconds=answer.time_spent_seconds,
            )  # fmt: skip
        announce_if_settled(sitting)
    return feedback
