"""Assignments, and how far those who have them are. All figures come from the interviews, in the statement that asks.

An interview counts as a take when it was started for the assignment, is completed and scored, and reaches the minimum
where there is one. Whose it is: a team's assignment is for who practises in it now.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import (
    Avg,
    Case,
    CharField,
    Count,
    Exists,
    F,
    FloatField,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Round

from accounts.models import Membership, Team, TeamMembership
from accounts.rules import Actor, may, require
from accounts.selectors import places
from interview_coach.core.exceptions import NotFound
from interviews.models import Assignment, Interview, Status

COUNTS = Q(status=Status.COMPLETED, overall_score__isnull=False) & (
    Q(assignment__minimum_score__isnull=True) | Q(overall_score__gte=F("assignment__minimum_score"))
)
IN_TIME = COUNTS & Q(completed_at__lte=F("assignment__due_at"))


# --- whose ------------------------------------------------------------------------------------------------------------
def _practising() -> QuerySet[TeamMembership]:
    return places.counting_places().filter(is_coach=False, team__is_active=True)


def coached_people(actor: Actor) -> QuerySet[TeamMembership]:
    """Return the places of who practises in the teams that the actor coaches."""
    return _practising().filter(team__in=places.coached_teams(actor).values("pk"))


def own_assignments(actor: Actor) -> QuerySet[Assignment]:
    """Return what the actor is asked to practise, alone or with a team."""
    teams = places.own_teams(actor).values("pk")
    return Assignment.objects.filter(Q(user=actor.user_id) | Q(team__in=teams), withdrawn_at=None)


def _coached(actor: Actor) -> Q:
    people = coached_people(actor).values("membership__user")
    return Q(team__in=places.coached_teams(actor).values("pk")) | Q(user__in=people)


def assignments(actor: Actor, now: datetime) -> QuerySet[Assignment]:
    """Return the assignments the actor may see: their own, a coach those of their teams and people, too, and who runs
    the organization all. Each with how many `people` have it, how many of them are `finished`, and the actor's own
    `takes_done`, `best_score` and `state` (empty where it is not theirs)."""
    own = Q(pk__in=own_assignments(actor).values("pk"))
    rows = Assignment.objects.filter(organization=actor.organization_id)
    if not may(actor, "assignments.read"):
        rows = rows.filter(own | _coached(actor) if actor.coaches else own)
    taken = Interview.objects.filter(assignment=OuterRef("pk"), user=actor.user_id)
    mine = Case(When(own, then=Value(True)), default=Value(False))
    waiting = Case(
        When(is_own=False, then=Value("")), When(due_at__lt=now, then=Value("overdue")), default=Value("open")
    )
    return rows.annotate(
        people=_number(_assignees(), "organization"),
        finished=_number(_assignees().filter(_done__gte=OuterRef("takes")), "organization"),
        takes_done=_number(taken.filter(COUNTS), "assignment"),
        best_score=_best(taken),
        is_own=mine,
        _in_time=_number(taken.filter(IN_TIME), "assignment"),
    ).annotate(state=_state(F("takes"), waiting))


def _assignees() -> Any:
    """The members an outer assignment is for, with how many takes of theirs count."""
    in_team = _practising().filter(membership=OuterRef("pk"), team=OuterRef(OuterRef("team")))
    taken = Interview.objects.filter(COUNTS, assignment=OuterRef(OuterRef("pk")), user=OuterRef("user"))
    return Membership.objects.filter(Q(user=OuterRef("user")) | Exists(in_team), is_active=True).annotate(
        _done=_number(taken, "assignment")
    )


def assignment(actor: Actor, uuid: UUID, now: datetime) -> Assignment:
    """Return an assignment the actor may see; raise `NotFound`."""
    found = assignments(actor, now).filter(uuid=uuid).first()
    if found is None:
        raise NotFound
    return found


def assignment_to_take(actor: Actor, uuid: UUID) -> Assignment | None:
    """Return an assignment of the actor's own that may be practised for, late or not."""
    rows = own_assignments(actor).select_related("bank", "collection")
    return rows.filter(uuid=uuid).first()


def may_plan_for(actor: Actor, *, team: Team | None, user_id: int | None) -> bool:
    """Whether the actor may ask a team or a person to practise: of their own teams, or where they run the place."""
    if team is not None:
        coached = places.coached_teams(actor).filter(pk=team.pk).exists()
    else:
        coached = coached_people(actor).filter(membership__user=user_id).exists()
    return may(actor, "assignments.write", is_own=coached)


# --- how far ----------------------------------------------------------------------------------------------------------
def takers(actor: Actor, plan: Assignment, now: datetime) -> QuerySet[Membership]:
    """Return who has an assignment and how far they are (`takers_of`); of a candidate's themselves alone."""
    rows = takers_of(plan, now)
    everybody = may(actor, "assignments.read") or (actor.coaches and _is_coached(actor, plan))
    return rows if everybody else rows.filter(user=actor.user_id)


def takers_of(plan: Assignment, now: datetime) -> QuerySet[Membership]:
    """Return who has an assignment, with `takes_done`, `best_score`, `last_at` and `state`."""
    in_team = _practising().filter(membership=OuterRef("pk"), team=plan.team_id)
    rows = Membership.objects.filter(Exists(in_team) if plan.team_id else Q(user=plan.user_id), is_active=True)
    taken = Interview.objects.filter(assignment=plan, user=OuterRef("user"))
    return (
        rows.filter(organization=plan.organization_id)
        .annotate(
            takes_done=_number(taken.filter(COUNTS), "assignment"),
            best_score=_best(taken),
            last_at=Subquery(taken.order_by("-started_at").values("started_at")[:1]),
            _in_time=_number(taken.filter(IN_TIME), "assignment"),
        )
        .annotate(state=_state(plan.takes, Value("overdue" if plan.due_at < now else "open")))
    )


def _is_coached(actor: Actor, plan: Assignment) -> bool:
    return Assignment.objects.filter(_coached(actor), pk=plan.pk).exists()


def people(actor: Actor, now: datetime) -> QuerySet[Membership]:
    """Return whose progress the actor may see, with figures of their practice and of their assignments."""
    rows = Membership.objects.filter(organization=actor.organization_id, is_active=True)
    if not may(actor, "progress.read"):
        seen = Q(user=actor.user_id)
        if actor.coaches:
            seen |= Q(pk__in=coached_people(actor).values("membership"))
        rows = rows.filter(seen)
    done = Interview.objects.filter(user=OuterRef("user"), status=Status.COMPLETED)
    asked = _asked_of_member()
    return rows.annotate(
        **_practice(done, "user"),
        assigned=_number(asked, "organization"),
        done=_number(asked.filter(_in_time__gte=F("takes")), "organization"),
        late=_number(asked.filter(_in_time__lt=F("takes"), _done__gte=F("takes")), "organization"),
        overdue=_number(asked.filter(_done__lt=F("takes"), due_at__lt=now), "organization"),
    )


def _asked_of_member() -> Any:
    """The assignments of an outer member, with how many takes of theirs count, and how many in time."""
    in_team = _practising().filter(membership=OuterRef(OuterRef("pk")), team=OuterRef("team"))
    taken = Interview.objects.filter(assignment=OuterRef("pk"), user=OuterRef(OuterRef("user")))
    return Assignment.objects.filter(Q(user=OuterRef("user")) | Exists(in_team), withdrawn_at=None).annotate(
        _done=_number(taken.filter(COUNTS), "assignment"), _in_time=_number(taken.filter(IN_TIME), "assignment")
    )


def teams(actor: Actor) -> QuerySet[Team]:
    """Return the teams whose progress the actor may see, with figures of who practises there. Raises `Forbidden`."""
    require(actor, "progress.read", is_own=True)
    rows = Team.objects.filter(is_active=True) if may(actor, "progress.read") else places.coached_teams(actor)
    place = _practising().filter(team=OuterRef("pk"))
    theirs = _practising().filter(team=OuterRef(OuterRef("pk"))).values("membership__user")
    done = Interview.objects.filter(user__in=theirs, status=Status.COMPLETED)
    plans = Assignment.objects.filter(team=OuterRef("pk"), withdrawn_at=None)
    counted = Interview.objects.filter(COUNTS, assignment__team=OuterRef("pk"), assignment__withdrawn_at=None)
    return rows.annotate(
        people=_number(place, "team"),
        **_practice(done, "organization"),
        assignments=_number(plans, "team"),
        takes_asked=F("people") * _figure(plans, "team", Sum("takes"), 0, IntegerField()),
        takes_done=_number(counted.filter(user__in=theirs), "organization"),
    )


def _practice(done: QuerySet[Interview], by: str) -> dict[str, Any]:
    return {
        "interviews_completed": _number(done, by),
        "average_score": Round(_figure(done, by, Avg("overall_score"), None, FloatField()), 2),
        "best_score": _figure(done, by, Max("overall_score"), None, FloatField()),
        "practice_seconds": _figure(done, by, Sum("active_time_seconds"), 0, IntegerField()),
        "last_completed_at": Subquery(done.order_by("-completed_at").values("completed_at")[:1]),
    }


def _number(rows: QuerySet[Any], by: str) -> Any:
    return _figure(rows, by, Count("pk"), 0, IntegerField())


def _best(taken: QuerySet[Interview]) -> Any:
    return _figure(taken.filter(status=Status.COMPLETED), "assignment", Max("overall_score"), None, FloatField())


def _figure(rows: QuerySet[Any], by: str, aggregate: Any, empty: Any, kind: Any) -> Any:
    """Return one aggregate of an outer row's `rows`, which all share the value of the column `by`."""
    found = Subquery(rows.order_by().values(by).annotate(figure=aggregate).values("figure"), output_field=kind)
    return found if empty is None else Coalesce(found, empty)


def _state(takes: Any, else_: Any) -> Case:
    """Return done, late (done after it was due), or else how it stands."""
    return Case(
        When(_in_time__gte=takes, then=Value("done")),
        When(takes_done__gte=takes, then=Value("late")),
        default=else_,
        output_field=CharField(),
    )
