"""Reads with a name: whose sittings one may see, what is open in one, what is due for evaluation."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from statistics import fmean
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Avg, Count, DecimalField, Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from accounts.rules import Actor, may, require
from interview_coach.core.exceptions import NotFound
from interview_coach.core.tenancy import all_tenants
from interviews import rules
from interviews.models import (
    AICall,
    AIConsent,
    AIPolicy,
    Answer,
    EvaluationStatus,
    Feedback,
    Interview,
    InterviewEvent,
    InterviewQuestion,
    Outcome,
    Review,
    SlotKind,
    Status,
    Verdict,
)
from questionbank.models import Question

EVENTS_PAGE = 500
# A sitting's scores, and the columns of its answers that they are means of.
DIMENSIONS = {
    "overall": "score",
    "technical": "technical_accuracy_score",
    "communication": "communication_score",
    "confidence": "confidence_level",
}
# Without a policy: what a person should see even where the score looks sound.
DEFAULT_REVIEW_FLAGS = ("copied_sample", "injected_instructions")


def visible(actor: Actor, model: type[Any]) -> QuerySet[Any]:
    """Return the rows of `model` that the actor may read: all of the organization for coach and up, else one's own."""
    rows: QuerySet[Any] = model.objects.all()
    return rows if may(actor, "work.read") else rows.filter(user=actor.user_id)


def listed_interviews(actor: Actor, user_uuid: UUID | None) -> QuerySet[Interview]:
    """Return the actor's own interviews, or with `user_uuid` those of another whose work the actor may read."""
    if user_uuid is None or user_uuid == actor.user_uuid:
        return Interview.objects.filter(user=actor.user_id)
    return visible(actor, Interview).filter(user__uuid=user_uuid)


def find(actor: Actor, model: type[Any], uuid: UUID, *related: str) -> Any:
    """Return the visible row named `uuid` with `related` loaded; raise `NotFound`."""
    row = visible(actor, model).filter(uuid=uuid).select_related(*related).first()
    if row is None:
        raise NotFound
    return row


def find_own(actor: Actor, model: type[Any], uuid: UUID, *related: str) -> Any:
    """Return the actor's own row named `uuid`; raise `NotFound`, for a coach's reading it too."""
    row = model.objects.filter(uuid=uuid, user=actor.user_id).select_related(*related).first()
    if row is None:
        raise NotFound
    return row


def open_slot(interview: Interview) -> InterviewQuestion | None:
    """Return the slot waiting for an answer: handed out, neither answered nor skipped."""
    return (
        InterviewQuestion.objects.filter(interview=interview, skipped_at=None, answer=None)
        .select_related("question__bank", "parent__question__bank")
        .order_by("position")
        .first()
    )


def slots_for(interview: Interview, question_uuid: UUID) -> QuerySet[InterviewQuestion]:
    """Return the slot, at most one, in which a question was handed out; a follow-up is named by its slot's uuid."""
    return InterviewQuestion.objects.filter(interview=interview).filter(
        Q(question__uuid=question_uuid) | Q(uuid=question_uuid, kind=SlotKind.FOLLOW_UP)
    )


def slot_for(interview: Interview, question_uuid: UUID) -> InterviewQuestion | None:
    """Return the slot in which a question was handed out, with so much of question and answer as names them."""
    return (
        slots_for(interview, question_uuid)
        .select_related("question", "answer")
        .only(
            "uuid", "organization_id", "kind", "skipped_at", "hinted_at", "draft",
            "question__uuid", "question__organization_id", "answer__uuid", "answer__organization_id", "answer__slot_id",
        )
        .first()
    )  # fmt: skip


def main_slots(interview: Interview) -> int:
    """Return how many main questions were handed out."""
    return InterviewQuestion.objects.filter(interview=interview, kind=SlotKind.MAIN).count()


def with_last_asked(questions: QuerySet[Question], user_id: int, interview: Interview) -> QuerySet[Question]:
    """Annotate when the person was last asked each question (None: fresh), leaving out what this sitting has had."""
    asked = InterviewQuestion.objects.filter(question=OuterRef("pk"), user=user_id)
    return questions.filter(~Exists(asked.filter(interview=interview))).annotate(
        last_asked=Subquery(asked.order_by("-handed_out_at").values("handed_out_at")[:1])
    )


def score_means(interview: Interview) -> dict[str, Any]:
    """Return the means of what a sitting's questions earned (`rules.mark`); None where none is evaluated yet."""
    rows = list(Answer.objects.filter(interview=interview).values("pk", "slot__parent", *DIMENSIONS.values()))
    return {name: _mean_mark(rows, column) for name, column in DIMENSIONS.items()}


def _mean_mark(rows: Iterable[dict[str, Any]], column: str) -> float | None:
    further: dict[int, list[float | None]] = defaultdict(list)
    for row in rows:
        further[row["slot__parent"]].append(row[column])
    marks = [rules.mark(row[column], further[row["pk"]]) for row in rows if row["slot__parent"] is None]
    earned = [mark for mark in marks if mark is not None]
    return fmean(earned) if earned else None


def follow_ups_in(interview: Interview) -> list[InterviewQuestion]:
    """Return the follow-ups of a sitting with their answers, in order."""
    slots = InterviewQuestion.objects.filter(interview=interview, kind=SlotKind.FOLLOW_UP)
    return list(slots.select_related("answer").order_by("position"))


def unevaluated(interview: Interview) -> QuerySet[Answer]:
    """Return a sitting's answers whose evaluation is due or running."""
    waiting = [EvaluationStatus.PENDING, EvaluationStatus.RUNNING]
    return Answer.objects.filter(interview=interview, evaluation_status__in=waiting)


def due(now: datetime) -> QuerySet[Answer]:
    """Return the answers an evaluator may take up now: pending and due, or running under a lease that ran out."""
    pending = Q(evaluation_status=EvaluationStatus.PENDING, evaluation_due_at__lte=now)
    forsaken = Q(evaluation_status=EvaluationStatus.RUNNING, evaluation_lease_expires_at__lte=now)
    return Answer.objects.filter(pending | forsaken)


def latest_feedback(answer: Answer) -> Feedback | None:
    """Return the newest feedback on an answer."""
    return Feedback.objects.filter(answer=answer).order_by("-number").first()


def events_after(interview_id: int, after: int, limit: int = EVENTS_PAGE) -> list[dict[str, Any]]:
    """Return a sitting's events numbered above `after`, oldest first, as frames."""
    events = InterviewEvent.objects.filter(interview=interview_id, seq__gt=after).order_by("seq")
    return [dict(event) for event in events.values("seq", "type", "at", "data")[:limit]]


def report_rows(interview: Interview) -> list[InterviewQuestion]:
    """Return a sitting's slots in order with question and answer."""
    return list(
        InterviewQuestion.objects.filter(interview=interview)
        .select_related("question", "answer", "interview", "parent")
        .order_by("position")
    )


def current_feedback(answer_ids: Iterable[int]) -> dict[int, Feedback]:
    """Return the newest feedback of each answer, by answer id."""
    rows = Feedback.objects.filter(answer__in=list(answer_ids)).order_by("number")
    return {row.answer_id: row for row in rows}


def own_past(interview: Interview) -> dict[str, Any]:
    """Return mean and number of the person's earlier completed interviews in the same field here."""
    return (
        _completed(interview)
        .filter(user=interview.user_id, started_at__lt=interview.started_at)
        .aggregate(mean=Avg("overall_score"), best=Max("overall_score"), interviews=Count("pk"))
    )


def organization_level(interview: Interview) -> dict[str, Any]:
    """Return mean and number of everyone's completed interviews of the same field and level in the organization."""
    return (
        _completed(interview)
        .filter(level=interview.level)
        .aggregate(mean=Avg("overall_score"), interviews=Count("pk"), people=Count("user", distinct=True))
    )


def _completed(interview: Interview) -> QuerySet[Interview]:
    return Interview.objects.filter(
        status=Status.COMPLETED, overall_score__isnull=False, field=interview.field
    ).exclude(pk=interview.pk)


def policy_of(organization_id: int) -> AIPolicy:
    """Return an organization's rules for AI; an unsaved row of the defaults where it made none."""
    found = AIPolicy.objects.filter(organization=organization_id).first()
    return found or AIPolicy(
        organization_id=organization_id, evaluator=settings.EVALUATOR, review_flags=list(DEFAULT_REVIEW_FLAGS)
    )


def policies_everywhere() -> list[AIPolicy]:
    """Return the policy rows of all organizations."""
    with all_tenants():
        return list(AIPolicy.objects.order_by("pk"))


def said_to_ai(user_id: int) -> bool | None:
    """Return the last a person said here to having answers read by AI; None where nothing was said."""
    said = AIConsent.objects.filter(user=user_id).order_by("-at", "-pk").values_list("given", flat=True)
    return said.first()


def opted_out_of_ai(user_id: int) -> bool:
    """Tell whether the last a person said here to having answers read by AI was no."""
    return said_to_ai(user_id) is False


def spent_in_month(organization_id: int, now: datetime, *, running_since: datetime) -> dict[str, Any]:
    """Return the tokens and US dollars of this month's AI calls (UTC), with what running ones have set aside.

    A call that began before `running_since` and never ended runs no more: its worker died.
    """
    calls = AICall.objects.filter(organization=organization_id, started_at__gte=_month_of(now))
    return _sums(calls.exclude(outcome=Outcome.STARTED, started_at__lt=running_since))


def _month_of(now: datetime) -> datetime:
    return now.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def _sums(calls: QuerySet[AICall]) -> dict[str, Any]:
    return calls.aggregate(
        calls=Count("pk"), tokens=Coalesce(Sum(F("input_tokens") + F("output_tokens") + F("reserved_tokens")), 0),
        cost=Coalesce(Sum("cost"), Decimal(0), output_field=DecimalField(max_digits=16, decimal_places=6)),
    )  # fmt: skip


def used_in_month(now: datetime, organization_id: int | None) -> dict[str, Any]:
    """Return number, tokens and US dollars of this month's AI calls, of one organization or all of the scope."""
    calls = AICall.objects.filter(started_at__gte=_month_of(now))
    if organization_id is not None:
        calls = calls.filter(organization=organization_id)
    return _sums(calls)


def exchanges_before(organization_id: int, when: datetime) -> QuerySet[AICall]:
    """Return an organization's calls from before `when` that still hold what was sent and answered."""
    return AICall.objects.filter(organization=organization_id, started_at__lt=when).exclude(exchange={})


def rated_arms(organization_id: int) -> list[dict[str, Any]]:
    """Return each arm of A/B tests with its evaluator and model: how often shown, and how it was rated (1–5)."""
    arms = (
        Feedback.objects.filter(organization=organization_id)
        .exclude(arm="")
        .values("arm", "evaluator", "ai_model")
        .annotate(shown=Count("pk"), rated=Count("user_rating"), rating=Avg("user_rating"), score=Avg("score"))
        .order_by("arm", "evaluator", "ai_model")
    )
    return [dict(arm) for arm in arms]


def leased(answer_id: int, lease: UUID) -> QuerySet[Answer]:
    """Return the answer if it is still being evaluated under `lease`."""
    return Answer.objects.filter(pk=answer_id, evaluation_lease=lease, evaluation_status=EvaluationStatus.RUNNING)


def reviews(actor: Actor) -> QuerySet[Review]:
    """Return the reviews of the organization; raise `Forbidden` for those who review nobody."""
    require(actor, "reviews.read")
    return Review.objects.all()


def review_queue(actor: Actor, *, ended_too: bool) -> QuerySet[Review]:
    """Return the reviews that take verdicts, `ended_too` all, with how many are in and whether one is the actor's."""
    given = Verdict.objects.filter(review=OuterRef("pk"))
    number = given.order_by().values("review").annotate(number=Count("pk")).values("number")
    rows = reviews(actor) if ended_too else reviews(actor).filter(status__in=rules.OPEN_REVIEWS)
    return rows.annotate(
        verdicts_given=Coalesce(Subquery(number), 0), mine=Exists(given.filter(reviewer=actor.user_id))
    )
