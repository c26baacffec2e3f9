"""Which answers a person looks at again, and why."""

from datetime import datetime
from uuid import UUID

from accounts.rules import Actor
from interview_coach.core.exceptions import Conflict
from interviews import selectors
from interviews.models import AIPolicy, Answer, Feedback, Review, ReviewStatus
from interviews.rules import OPEN_REVIEWS, check_has_words
from interviews.services.judging import rubric_of
from interviews.services.sitting import Sitting, own_sitting

# Next to nothing was said: little to judge by, and nothing that a person would see otherwise.
NOTHING_SAID = frozenset({"empty", "non_answer"})
LOW_CONFIDENCE, DISAGREEMENT, REQUESTED = "low_confidence", "disagreement", "requested"


class NotEvaluated(Conflict):
    code = "not_evaluated"
    message = "There is no score to review yet."


class AlreadyRequested(Conflict):
    code = "already_requested"
    message = "A review of this score was asked for already."


class AlreadySettled(Conflict):
    code = "review_settled"
    message = "People have reviewed this answer; their score is the one that counts."


def reasons_to_review(feedback: Feedback, policy: AIPolicy) -> list[str]:
    """Return why a person should look at an evaluation, by the organization's policy; empty where nobody need."""
    confidence, disagreement = feedback.ai_confidence_score, feedback.disagreement
    raised = {flag["name"] for flag in feedback.flags}
    reasons = []
    if confidence is not None and confidence < policy.review_below_confidence and not raised & NOTHING_SAID:
        reasons.append(LOW_CONFIDENCE)
    if disagreement is not None and disagreement > policy.review_above_disagreement:
        reasons.append(DISAGREEMENT)
    return reasons + [f"flag:{name}" for name in policy.review_flags if name in raised]


def queue_if_needed(sitting: Sitting, answer: Answer, feedback: Feedback) -> Review | None:
    """Put a new evaluation before a person if its reasons say so; return the review it is in, if any.

    One that waits already goes on waiting, whatever a later evaluation of the same words says: evaluating again is no
    way out of the queue. Words that people have judged are not judged again.
    """
    if answer.human_score is not None:
        return None
    policy = selectors.policy_of(answer.organization_id)
    reasons = reasons_to_review(feedback, policy)
    if (waiting := _waiting(answer)) is not None:
        return _bring_up_to_date(waiting, feedback, reasons)
    return _open(sitting, answer, feedback, reasons, policy) if reasons else None


def _waiting(answer: Answer) -> Review | None:
    return Review.objects.filter(answer=answer, status__in=OPEN_REVIEWS).first()


def _bring_up_to_date(review: Review, feedback: Feedback, reasons: list[str]) -> Review:
    """Let an untouched review go on with the newest feedback; once a verdict is in, it stays with what was judged."""
    if review.status == ReviewStatus.OPEN and feedback.rubric is not None:
        review.feedback, review.rubric = feedback, feedback.rubric
        review.reasons = list(dict.fromkeys([*review.reasons, *reasons]))
        review.save(update_fields=["feedback", "rubric", "reasons"])
    return review


def _open(
    sitting: Sitting, answer: Answer, feedback: Feedback, reasons: list[str], policy: AIPolicy, appeal: str = ""
) -> Review:
    review: Review = Review.objects.create(
        organization_id=answer.organization_id, user_id=answer.user_id, answer=answer, feedback=feedback,
        rubric=feedback.rubric or rubric_of(answer), reasons=reasons, appeal=appeal,
        reviewers_needed=policy.reviewers_needed, opened_at=sitting.now,
    )  # fmt: skip
    by = answer.user_id if REQUESTED in reasons else None
    sitting.record("review_open", user_id=by, entity_type="review", entity_id=review.uuid, reasons=reasons)
    return review


def request_review(*, actor: Actor, answer_uuid: UUID, reason: str, now: datetime) -> Review:
    """Ask for a person's look at one's own score, in one's own words; a review that waits already takes them in.

    Raises `WordsErased`, `NotEvaluated`, `AlreadyRequested`, and `AlreadySettled` where people have judged these words.
    """
    found = selectors.find_own(actor, Answer, answer_uuid, "interview")
    with own_sitting(actor, found.interview.uuid, now) as sitting:
        check_has_words(sitting.interview)
        answer: Answer = Answer.objects.select_related("question", "slot__parent__question").get(pk=found.pk)
        feedback = selectors.latest_feedback(answer)
        if feedback is None:
            raise NotEvaluated
        if answer.human_score is not None:
            raise AlreadySettled
        if (waiting := _waiting(answer)) is not None:
            return _add_request(sitting, waiting, reason)
        return _open(sitting, answer, feedback, [REQUESTED], selectors.policy_of(actor.organization_id), reason)


def _add_request(sitting: Sitting, review: Review, reason: str) -> Review:
    if REQUESTED in review.reasons:
        raise AlreadyRequested
    review.reasons, review.appeal = [*review.reasons, REQUESTED], reason
    review.save(update_fields=["reasons", "appeal"])
    sitting.record("review_request", user_id=review.user_id, entity_type="review", entity_id=review.uuid)
    return review


def withdraw_reviews(sitting: Sitting, answer: Answer) -> None:
    """End the review that waits for an answer which is being revised: it was of other words."""
    if Review.objects.filter(answer=answer, status__in=OPEN_REVIEWS).update(status=ReviewStatus.WITHDRAWN):
        sitting.record("review_withdraw", user_id=answer.user_id, entity_type="answer", entity_id=answer.uuid)
