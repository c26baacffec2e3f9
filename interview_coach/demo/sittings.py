"""The demo's interviews: held through the services, at times in the recent past."""

from datetime import datetime, timedelta
from typing import NamedTuple

from accounts.models import User
from accounts.rules import Actor
from accounts.selectors import house, memberships_of
from interview_coach.core.models import uuid7
from interviews.models import Interview, InterviewQuestion, Status
from interviews.services.answers import submit_answer
from interviews.services.evaluation import evaluate_answer
from interviews.services.lifecycle import change_status
from interviews.services.questions import next_question, start_interview
from questionbank.models import Question


class Plan(NamedTuple):
    email: str
    days_ago: int
    field: str
    level: str
    # How many sentences of a good answer this person finds, question by question; 0 is "I don't know."
    sentences: tuple[int, ...]


PLANS = (
    Plan("bob@acme.example", 12, "software_engineering", "mid", (1, 2, 0)),
    Plan("bob@acme.example", 6, "software_engineering", "mid", (2, 3, 2)),
    Plan("bob@acme.example", 1, "behavioral", "mid", (3, 5, 4)),
    Plan("emil@acme.example", 3, "data_science", "junior", (4, 2, 3)),
    Plan("fay@bravo.example", 2, "hr", "junior", (3, 2, 4)),
)


def hold(people: dict[str, User], *, now: datetime) -> int:
    """Hold the interviews of people who have none yet; return how many were held."""
    held = 0
    for email in dict.fromkeys(plan.email for plan in PLANS):
        actor = actor_for(people[email])
        with actor.scope():
            if Interview.objects.filter(user=actor.user_id).exists():
                continue
            for plan in (plan for plan in PLANS if plan.email == email):
                _hold_one(actor, plan, now - timedelta(days=plan.days_ago))
                held += 1
    return held


def actor_for(user: User) -> Actor:
    """Return one of the cast as they act in their own organization."""
    membership = memberships_of(user)[0]
    organization = membership.organization
    return Actor(user.pk, user.uuid, organization.pk, organization.uuid, house().pk, membership.role, uuid7())


def _hold_one(actor: Actor, plan: Plan, start: datetime) -> None:
    interview, slot = start_interview(
        actor=actor,
        now=start,
        field=plan.field,
        level=plan.level,
        questions_total=len(plan.sentences),
        asks_follow_ups=False,
    )
    clock = start
    for number, sentences in enumerate(plan.sentences):
        if number:
            _, slot = next_question(actor=actor, interview_uuid=interview.uuid, now=clock)
        clock += timedelta(seconds=80 + 25 * sentences)
        _answer(actor, interview, slot, sentences, clock)
    change_status(actor=actor, interview_uuid=interview.uuid, to=Status.COMPLETED, now=clock)


def _answer(actor: Actor, interview: Interview, slot: InterviewQuestion, sentences: int, now: datetime) -> None:
    question = slot.question
    assert question is not None, "demo interviews have main questions only"
    _, answer, _ = submit_answer(
        actor=actor, interview_uuid=interview.uuid, question_uuid=question.uuid, text=_words(question, sentences),
        time_spent_seconds=70 + 25 * sentences, now=now,
    )  # fmt: skip
    evaluate_answer(answer_id=answer.pk, organization_id=actor.organization_id, clock=lambda: now)


def _words(question: Question, sentences: int) -> str:
    if not sentences:
        return "I don't know."
    return ". ".join(question.sample_answer.split(". ")[:sentences]).rstrip(".") + "."
