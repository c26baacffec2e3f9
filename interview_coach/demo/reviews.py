"""The demo's reviews: candidates of acme contest scores, and their coach has looked at the first."""

from datetime import timedelta
from typing import NamedTuple

from accounts.models import User
from interview_coach.demo.sittings import actor_for
from interviews.models import Answer, Review
from interviews.services.reviews.queue import request_review
from interviews.services.reviews.verdicts import give_verdict

REVIEWER = "dana@acme.example"


class Appeal(NamedTuple):
    email: str
    # Which of the person's answers, from 0 for their first: whoever tries the demo adds at the end.
    answer: int
    words: str
    # What the coach gives each criterion, and says; empty: it waits.
    score: float | None = None
    verdict: str = ""


APPEALS = (
    Appeal("bob@acme.example", 8, "I said what came of it, only not in numbers.", 7.5,
           "The outcome is there, and it is told as one story. Put a figure to it and it is an eight."),
    Appeal("bob@acme.example", 7, "This happened just like that; I do not see what is missing."),
    Appeal("emil@acme.example", 2, "The second half answers the question in my own words."),
)  # fmt: skip


def look_again(people: dict[str, User]) -> int:
    """Contest those scores that nobody has contested yet; return how many."""
    return sum(_contest(people, appeal) for appeal in APPEALS)


def _contest(people: dict[str, User], appeal: Appeal) -> bool:
    candidate = actor_for(people[appeal.email])
    with candidate.scope():
        given = Answer.objects.filter(user=candidate.user_id).select_related("interview").order_by("submitted_at")
        answer = next(iter(given[appeal.answer : appeal.answer + 1]), None)
        if answer is None or answer.score is None or _contested(answer):
            return False
        asked = (answer.interview.completed_at or answer.submitted_at) + timedelta(hours=1)
        review = request_review(actor=candidate, answer_uuid=answer.uuid, reason=appeal.words, now=asked)
        if appeal.score is not None:
            marks = [{"key": criterion["key"], "score": appeal.score} for criterion in review.rubric.criteria]
            give_verdict(actor=actor_for(people[REVIEWER]), review_uuid=review.uuid, criteria=marks,
                         comment=appeal.verdict, now=asked + timedelta(hours=2))  # fmt: skip
    return True


def _contested(answer: Answer) -> bool:
    return answer.human_score is not None or Review.objects.filter(answer=answer).exclude(appeal="").exists()
