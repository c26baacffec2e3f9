"""The demo's team: acme's backend people, what they share, and what they are asked to practise."""

from datetime import datetime, timedelta

from accounts.models import Role, Team, User
from accounts.rules import Actor
from accounts.services.invitations import invite
from accounts.services.teams import found_team, place_in_team
from interview_coach.demo.sittings import actor_for
from interviews.models import Interview, Status
from interviews.services.assignments import assign
from questionbank.models import Question
from questionbank.services.collections import make_collection

NAME = "Backend"
PLACES = {"bob@acme.example": False, "emil@acme.example": False, "dana@acme.example": True}


def gather(people: dict[str, User], *, now: datetime) -> None:
    """Give acme a team with a coach, a collection and two assignments, once; the first is one that bob has done."""
    owner = actor_for(people["alice@acme.example"])
    with owner.scope():
        if Team.objects.filter(name=NAME).exists():
            return
        start = now - timedelta(days=14)
        team = found_team(actor=owner, name=NAME, description="Services, databases and their on-call.", now=start)
        for email, is_coach in PLACES.items():
            place_in_team(actor=owner, team_uuid=team.uuid, user_uuid=people[email].uuid, is_coach=is_coach, now=start)
        _ask(actor_for(people["dana@acme.example"]), people["bob@acme.example"], team, start, now)
        invite(actor=owner, email="gina@acme.example", role=Role.CANDIDATE, team=team.uuid, now=now)


def _ask(coach: Actor, bob: User, team: Team, start: datetime, now: datetime) -> None:
    databases = Question.objects.filter(field="software_engineering", is_active=True).order_by("uuid")[:4]
    shared = make_collection(actor=coach, name="On-call basics", description="For the first week.",
                             questions=[question.uuid for question in databases], teams=[team.uuid],
                             now=start)  # fmt: skip
    first = assign(actor=coach, title="Two stories", team=team.uuid, field="software_engineering", level="mid", takes=2,
                   due_at=now - timedelta(days=4), now=start)  # fmt: skip
    assign(actor=coach, title="Before your first week", note="Take your time; one take of six is enough.",
           team=team.uuid, field="software_engineering", level="mid", collection=shared.uuid, minimum_score=6.0,
           due_at=now + timedelta(days=10), now=now - timedelta(days=2))  # fmt: skip
    # Bob's interviews of those days were held for it.
    held = Interview.objects.filter(user=bob.pk, status=Status.COMPLETED, field=first.field, started_at__gte=start)
    held.update(assignment=first)
