"""What verdicts come to: a consensus, whose score is then the answer's, or a dispute."""

from interviews import selectors
from interviews.models import Anchor, AnchorSource, Answer, Review, ReviewStatus, Verdict
from interviews.services.scoring import announce_if_settled, rescore
from interviews.services.sitting import Sitting
from interviews.signals import answer_reviewed
from questionbank.services.statistics import count_score as count_question_score

# Two people who look at the same answer seldom give the same figure. Within a point their mean is at most half a point
# from either, a third of the way from one grade to the next (`rules.GRADES`); further apart they read it differently.
CONSENSUS_DISTANCE = 1.0


def conclude(sitting: Sitting, review: Review, *, by: int) -> None:
    """Bring a review to where its verdicts lead: waiting for a second one, disputed, or settled by person `by`."""
    verdicts = list(Verdict.objects.filter(review=review).order_by("pk"))
    score = consensus(verdicts, review.reviewers_needed)
    if score is not None:
        _settle(sitting, review, verdicts, score, by)
    else:
        enough = len(verdicts) >= review.reviewers_needed
        review.status = ReviewStatus.DISPUTED if enough else ReviewStatus.SECOND
        review.save(update_fields=["status"])


def consensus(verdicts: list[Verdict], needed: int) -> float | None:
    """Return what reviewers agree on, 0–10: a settling verdict, else the mean of `needed` that lie close together."""
    for verdict in verdicts:
        if verdict.settles:
            return verdict.score
    scores = [verdict.score for verdict in verdicts]
    if len(scores) < needed or round(max(scores) - min(scores), 2) > CONSENSUS_DISTANCE:
        return None
    return round(sum(scores) / len(scores), 2)


def _settle(sitting: Sitting, review: Review, verdicts: list[Verdict], score: float, by: int) -> None:
    """Let the people's score count. What the AI said stays: its score on the answer, its feedback as it was."""
    review.status, review.score, review.settled_at = ReviewStatus.SETTLED, score, sitting.now
    review.save(update_fields=["status", "score", "settled_at"])
    answer: Answer = review.answer
    before, answer.score, answer.human_score = answer.score, score, score
    answer.save(update_fields=["score", "human_score"])
    rescore(sitting)
    if answer.question is not None:
        count_question_score(
            question=answer.question, organization_id=answer.organization_id, before=before, after=score,
            seconds=answer.time_spent_seconds,
        )  # fmt: skip
    _keep_as_anchor(sitting, review, verdicts, score)
    sitting.tell(
        "feedback.reviewed", answer=str(answer.uuid), review=str(review.uuid), score=score, ai_score=answer.ai_score,
        overall_score=sitting.interview.overall_score,
    )  # fmt: skip
    sitting.record("review_settle", user_id=by, entity_type="review", entity_id=review.uuid,
                   before={"score": before}, after={"score": score})  # fmt: skip
    answer_reviewed.send(sender=Answer, answer=answer, review=review, interview=sitting.interview, now=sitting.now)
    announce_if_settled(sitting)


def _keep_as_anchor(sitting: Sitting, review: Review, verdicts: list[Verdict], score: float) -> None:
    """Keep the people's scores to calibrate evaluators by, unless the candidate opted out of AI.

    The anchor points at the review and copies nothing: it goes where the answer goes.
    """
    if selectors.opted_out_of_ai(review.user_id):
        return
    Anchor.objects.create(
        organization_id=review.organization_id, rubric=review.rubric.rubric, question=review.answer.question,
        review=review, scores=[verdict.score for verdict in verdicts], score=score, source=AnchorSource.REVIEW,
        created_at=sitting.now,
    )  # fmt: skip
