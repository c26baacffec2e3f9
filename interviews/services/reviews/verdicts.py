"""What reviewers give: scores by the same rubric, one verdict each."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.rules import Actor, may
from interview_coach.core.exceptions import Conflict, Forbidden, NotFound
from interviews import selectors
from interviews.models import Review, ReviewStatus, Verdict
from interviews.rules import OPEN_REVIEWS
from interviews.services.reviews.marking import Marks, check_marks, weighted_mean
from interviews.services.reviews.settling import conclude
from interviews.services.sitting import Sitting, any_sitting


class OwnAnswer(Forbidden):
    code = "own_answer"
    message = "Nobody reviews an answer of their own."


class AlreadyReviewed(Conflict):
    code = "already_reviewed"
    message = "You gave your verdict; change it with PATCH."


class ReviewClosed(Conflict):
    code = "review_closed"


class ReviewDisputed(Conflict):
    code = "review_disputed"
    message = "Two verdicts are in and differ; this takes a settling one."


class NotDisputed(Conflict):
    code = "review_not_disputed"
    message = "Only reviewers who disagree need somebody to settle it."


class NoVerdict(NotFound):
    code = "no_verdict"
    message = "You have given no verdict here."


@contextmanager
def _reviewing(actor: Actor, review_uuid: UUID, now: datetime) -> Iterator[tuple[Sitting, Review, Verdict | None]]:
    """Lock a review's sitting; yield it with the review and the actor's own verdict, if there is one."""
    interview_id = selectors.reviews(actor).filter(uuid=review_uuid).values_list("answer__interview", flat=True).first()
    if interview_id is None:
        raise NotFound
    with any_sitting(interview_id, now) as sitting:
        review = Review.objects.select_related("answer__question", "rubric__rubric").get(uuid=review_uuid)
        if not may(actor, "reviews.give", is_own=review.user_id == actor.user_id):
            raise OwnAnswer
        yield sitting, review, Verdict.objects.filter(review=review, reviewer=actor.user_id).first()


def give_verdict(
    *, actor: Actor, review_uuid: UUID, criteria: list[dict[str, Any]], now: datetime, comment: str = ""
) -> Review:
    """Score an answer by the rubric under review: each criterion once, `[{"key", "score", "comment"?}]`, 0–10.

    The last verdict needed settles the review, or finds it disputed. For coach and up. Raises `OwnAnswer`,
    `AlreadyReviewed`, `ReviewClosed`, `ReviewDisputed`, and `Invalid` for criteria that are not the rubric's.
    """
    with _reviewing(actor, review_uuid, now) as (sitting, review, own):
        if own is not None:
            raise AlreadyReviewed
        _check_open(review)
        if review.status == ReviewStatus.DISPUTED:
            raise ReviewDisputed
        _write(sitting, review, _new(actor, review), criteria, comment, "review_verdict")
    return review


def change_verdict(
    *, actor: Actor, review_uuid: UUID, now: datetime, criteria: list[dict[str, Any]] | None = None,
    comment: str | None = None,
) -> Review:  # fmt: skip
    """Change one's own verdict while the review is not settled; what is not given stays.

    A change may end a dispute. Raises `NoVerdict`, `ReviewClosed`, `OwnAnswer`, and `Invalid`.
    """
    with _reviewing(actor, review_uuid, now) as (sitting, review, own):
        if own is None:
            raise NoVerdict
        _check_open(review)
        _write(sitting, review, own, own.criteria if criteria is None else criteria,
               own.comment if comment is None else comment, "review_verdict_change")  # fmt: skip
    return review


def settle_dispute(
    *, actor: Actor, review_uuid: UUID, criteria: list[dict[str, Any]], now: datetime, comment: str = ""
) -> Review:
    """Decide between reviewers who disagree: by an owner or admin, or a coach who is not one of the two.

    Raises `NotDisputed`, `ReviewClosed`, `OwnAnswer`, `Invalid`, and `Forbidden` for a coach who took part.
    """
    with _reviewing(actor, review_uuid, now) as (sitting, review, own):
        _check_open(review)
        if review.status != ReviewStatus.DISPUTED:
            raise NotDisputed
        if not may(actor, "reviews.settle", is_own=own is not None):
            raise Forbidden("Somebody who has not taken sides settles this.")
        verdict = own or _new(actor, review)
        verdict.settles = True
        _write(sitting, review, verdict, criteria, comment, "review_arbitrate")
    return review


def _check_open(review: Review) -> None:
    if review.status not in OPEN_REVIEWS:
        raise ReviewClosed(f"The review is {review.status}.", status_of_review=review.status)


def _new(actor: Actor, review: Review) -> Verdict:
    return Verdict(organization_id=review.organization_id, review=review, reviewer_id=actor.user_id)


def _write(sitting: Sitting, review: Review, verdict: Verdict, marks: Marks, comment: str, action: str) -> None:
    """Store a verdict with its line in the trail, and see what the review comes to."""
    check_marks(review.rubric.criteria, marks)
    verdict.criteria, verdict.comment, verdict.at = marks, comment, sitting.now
    verdict.score = weighted_mean(review.rubric.criteria, marks)
    verdict.save()
    sitting.record(action, user_id=verdict.reviewer_id, entity_type="review", entity_id=review.uuid,
                   score=verdict.score)  # fmt: skip
    conclude(sitting, review, by=verdict.reviewer_id)
