"""A review as its readers see it: reviewers, who must not be led by others' scores, and the candidate.

Someone who has seen a score gives one close to it. So until reviewers have given their own verdict, the page shows them
neither the AI's scores nor the other reviewer's.
"""

from typing import Any
from uuid import UUID

from accounts.rules import Actor
from interview_coach.core.exceptions import NotFound
from interviews import selectors
from interviews.models import Answer, Review, ReviewStatus, Verdict
from interviews.services.judging import brief_of
from interviews.services.media import signed_link
from interviews.services.reviews.marking import mean_marks

HIDDEN = "Scores given so far, the AI's included, are shown once you have given your own: so that they do not lead you."


class NoReview(NotFound):
    code = "no_review"
    message = "Nobody reviews this answer."


def review_for(actor: Actor, review_uuid: UUID) -> dict[str, Any]:
    """Return a review with all that is needed to give a verdict; for coach and up. Raises `NotFound`, `Forbidden`."""
    review = (
        selectors.reviews(actor)
        .filter(uuid=review_uuid)
        .select_related("user", "answer__question", "answer__slot__parent__question", "feedback", "rubric__rubric")
        .first()
    )
    if review is None:
        raise NotFound
    verdicts = list(Verdict.objects.filter(review=review).select_related("reviewer").order_by("pk"))
    own = next((verdict for verdict in verdicts if verdict.reviewer_id == actor.user_id), None)
    open_to_all = review.status not in (ReviewStatus.OPEN, ReviewStatus.SECOND)
    seen = own is not None or open_to_all
    return {
        **summary(review),
        "user": review.user.uuid,
        "reviewers_needed": review.reviewers_needed,
        "answer": _answer(review.answer),
        "question": _question(review.answer),
        "rubric": _rubric(review),
        "own": _verdict(own) if own else None,
        "verdicts": [_verdict(verdict) for verdict in verdicts] if seen else [],
        "verdicts_given": len(verdicts),
        "ai": _ai(review) if seen else None,
        "hidden": "" if seen else HIDDEN,
    }


def summary(review: Review) -> dict[str, Any]:
    """Return what everyone who may know of a review may know."""
    names = ("uuid", "status", "reasons", "appeal", "score", "opened_at", "settled_at")
    return {name: getattr(review, name) for name in names}


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "uuid": answer.uuid,
        "text": answer.text,
        "transcript": answer.transcript,
        "audio_url": signed_link(answer.audio_url),
        "video_url": signed_link(answer.video_url),
        "time_spent_seconds": answer.time_spent_seconds,
        "hint_used": answer.hint_used,
    }


def _question(answer: Answer) -> dict[str, Any]:
    """The question with the guidance the AI had; of a follow-up that is what concerns it, `context` its question."""
    brief = brief_of(answer)
    names = ("text", "category", "level", "difficulty", "sample_answer", "keywords", "context")
    uuid = answer.question.uuid if answer.question else answer.slot.uuid
    return {"uuid": uuid, **{name: getattr(brief, name) for name in names}}


def _rubric(review: Review) -> dict[str, Any]:
    version = review.rubric
    return {"uuid": version.rubric.uuid, "name": version.rubric.name, "number": version.number,
            "criteria": version.criteria}  # fmt: skip


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "reviewer": verdict.reviewer.uuid, "criteria": verdict.criteria, "score": verdict.score,
        "comment": verdict.comment, "settles": verdict.settles, "at": verdict.at,
    }  # fmt: skip


def _ai(review: Review) -> dict[str, Any]:
    names = ("score", "criteria", "flags", "detailed_feedback", "strengths", "improvements", "components",
             "disagreement", "evaluator", "evaluator_version", "number")  # fmt: skip
    shown = {name: getattr(review.feedback, name) for name in names}
    return {**shown, "feedback": review.feedback.uuid, "confidence": review.feedback.ai_confidence_score}


def review_of(actor: Actor, answer_uuid: UUID) -> dict[str, Any]:
    """Return how the newest review of a visible answer stands, as its candidate reads it; raise `NoReview`.

    Once settled it says what reviewers gave and why, by number: who they are is not told.
    """
    answer = selectors.find(actor, Answer, answer_uuid)
    review = Review.objects.filter(answer=answer).order_by("-pk").first()
    if review is None:
        raise NoReview
    settled = review.status == ReviewStatus.SETTLED
    return {**summary(review), "verdicts": _unnamed(_deciding(review)) if settled else []}


def _deciding(review: Review) -> list[Verdict]:
    """Return the verdicts a settled review rests on: the settling one alone, else all."""
    verdicts = list(Verdict.objects.filter(review=review).order_by("pk"))
    return [verdict for verdict in verdicts if verdict.settles] or verdicts


def _unnamed(verdicts: list[Verdict]) -> list[dict[str, Any]]:
    return [
        {"by": f"reviewer {n}", "criteria": verdict.criteria, "score": verdict.score, "comment": verdict.comment}
        for n, verdict in enumerate(verdicts, 1)
    ]


def human_verdict(answer: Answer) -> dict[str, Any] | None:
    """Return what people gave an answer, beside the AI's feedback; None unless theirs is the score that counts."""
    if answer.human_score is None:
        return None
    review = (
        Review.objects.filter(answer=answer, status=ReviewStatus.SETTLED).select_related("rubric").latest("settled_at")
    )
    verdicts = _deciding(review)
    return {
        "score": answer.human_score,
        "criteria": mean_marks(review.rubric.criteria, [verdict.criteria for verdict in verdicts]),
        "comment": "\n\n".join(verdict.comment for verdict in verdicts if verdict.comment),
    }
