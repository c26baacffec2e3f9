"""Assignments of the active organization, and the progress of its people and teams."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Membership, Team
from accounts.selectors.places import check_is_here
from interview_coach.core.api.views import ScopedViewSet
from interviews.api import assignment_shapes as s
from interviews.models import Assignment
from interviews.selectors import assignments as selectors
from interviews.services import assignments as services

PLAN = OpenApiExample(
    "Three interviews by a Friday",
    value={"title": "Before the fair", "team": "019a9c55-7f0e-7c3e-a9c6-3f2b8f0d5a11", "field": "behavioral",
           "level": "junior", "takes": 3, "minimum_score": 6, "due_at": "2027-03-05T17:00:00Z"},
    request_only=True,
)  # fmt: skip


class Assignments(ScopedViewSet):
    """What people are asked to practise."""

    queryset = Assignment.objects.none()
    model = Assignment
    ordering_fields = ("uuid", "due_at")

    @extend_schema(responses=s.AssignmentOut(many=True))
    def list(self, request: Request) -> Response:
        """One's own; a coach finds those of the teams and people they coach, who runs the organization all."""
        return self.list_rows(selectors.assignments(self.actor, self.now), s.AssignmentOut)

    @extend_schema(request=s.AssignmentIn, responses={201: s.AssignmentOut}, examples=[PLAN])
    def create(self, request: Request) -> Response:
        """Ask a team or a person to practise: a coach those they coach, owner and admin anybody. An interview counts as
        a take when it was started with this `assignment`, is completed and scored, and reaches `minimum_score`."""
        plan = services.assign(actor=self.actor, now=self.now, **self.body(s.AssignmentIn))
        return Response(self._shown(plan.uuid), status=201)

    @extend_schema(responses=s.AssignmentOut)
    def retrieve(self, request: Request, uuid: UUID) -> Response:
        """One assignment, with how far the caller is."""
        return Response(self._shown(uuid))

    @extend_schema(request=s.AssignmentChangeIn, responses=s.AssignmentOut)
    def partial_update(self, request: Request, uuid: UUID) -> Response:
        """Change title, note, term, number of takes or minimum. What is practised stays: make another for that."""
        changes = self.body(s.AssignmentChangeIn)
        services.change_assignment(actor=self.actor, assignment_uuid=uuid, changes=changes, now=self.now)
        return Response(self._shown(uuid))

    @extend_schema(responses={204: None})
    def destroy(self, request: Request, uuid: UUID) -> Response:
        """Ask for it no more. Interviews that were held for it stay. 409 `assignment_withdrawn` a second time."""
        self.no_body()
        services.withdraw(actor=self.actor, assignment_uuid=uuid, now=self.now)
        return Response(status=204)

    def _shown(self, uuid: UUID) -> dict[str, Any]:
        return s.AssignmentOut.of(selectors.assignment(self.actor, uuid, self.now))


class Takers(ScopedViewSet):
    queryset = Membership.objects.none()
    model = Membership

    @extend_schema(responses=s.TakerOut(many=True))
    def list(self, request: Request, uuid: UUID) -> Response:
        """How far everybody is who has the assignment; a candidate finds themselves."""
        now = self.now
        plan = selectors.assignment(self.actor, uuid, now)
        return self.list_rows(selectors.takers(self.actor, plan, now), s.TakerOut)


class Progress(ScopedViewSet):
    queryset = Membership.objects.none()
    model = Membership

    @extend_schema(responses=s.PersonProgressOut(many=True))
    def list(self, request: Request, uuid: UUID) -> Response:
        """Figures of each person: one's own, for a coach also those of who practises in their teams, for owner and
        admin everybody's."""
        check_is_here(self.actor, uuid)
        return self.list_rows(selectors.people(self.actor, self.now), s.PersonProgressOut)


class TeamProgress(ScopedViewSet):
    queryset = Team.objects.none()
    model = Team

    @extend_schema(responses=s.TeamProgressOut(many=True))
    def list(self, request: Request, uuid: UUID) -> Response:
        """Figures of each team, of who practises in it now: those one coaches, for owner and admin all."""
        check_is_here(self.actor, uuid)
        return self.list_rows(selectors.teams(self.actor), s.TeamProgressOut)
