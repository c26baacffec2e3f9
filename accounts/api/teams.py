"""Teams of the active organization."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api import organization_shapes as s
from accounts.models import Team, TeamMembership
from accounts.selectors import places
from accounts.services import teams
from interview_coach.core.api.views import ScopedView, ScopedViewSet


class Teams(ScopedViewSet):
    """The organization's teams: all for coach and up, one's own for a candidate."""

    queryset = Team.objects.none()
    model = Team
    ordering_fields = ("uuid", "name")

    @extend_schema(responses=s.TeamOut(many=True))
    def list(self, request: Request, uuid: UUID) -> Response:
        """The teams of the active organization; a candidate finds those they are in."""
        places.check_is_here(self.actor, uuid)
        return self.list_rows(places.teams(self.actor), s.TeamOut)

    @extend_schema(request=s.TeamIn, responses={201: s.TeamOut})
    def create(self, request: Request, uuid: UUID) -> Response:
        """Make a team; owner and admin. 409 `team_name_taken`."""
        places.check_is_here(self.actor, uuid)
        founded = teams.found_team(actor=self.actor, now=self.now, **self.body(s.TeamIn))
        return Response(self._shown(founded.uuid), status=201)

    def _shown(self, uuid: UUID) -> dict[str, Any]:
        return s.TeamOut.of(places.team(self.actor, uuid))


class OneTeam(Teams):
    @extend_schema(responses=s.TeamOut)
    def retrieve(self, request: Request, uuid: UUID) -> Response:
        """One team, with how many are in it."""
        return Response(self._shown(uuid))

    @extend_schema(request=s.TeamChangeIn, responses=s.TeamOut)
    def partial_update(self, request: Request, uuid: UUID) -> Response:
        """Rename or describe it: owner, admin and its coaches. Switching it off or on: owner and admin."""
        teams.change_team(actor=self.actor, team_uuid=uuid, changes=self.body(s.TeamChangeIn), now=self.now)
        return Response(self._shown(uuid))


class Places(ScopedViewSet):
    """Who is in a team."""

    queryset = TeamMembership.objects.none()
    model = TeamMembership
    ordering_fields = ("uuid", "created_at")

    @extend_schema(responses=s.PlaceOut(many=True))
    def list(self, request: Request, uuid: UUID) -> Response:
        """Everybody for coach and up; a candidate finds the coaches and themselves."""
        return self.list_rows(places.places_in(self.actor, uuid), s.PlaceOut)


class OnePlace(ScopedView):
    @extend_schema(request=s.PlaceIn, responses=s.PlaceOut)
    def put(self, request: Request, uuid: UUID, user: UUID) -> Response:
        """Bring a member of the organization into the team, as who practises or as a coach; or change which."""
        place = teams.place_in_team(
            actor=self.actor, team_uuid=uuid, user_uuid=user, now=self.now, **self.body(s.PlaceIn)
        )
        return Response(s.PlaceOut.of(place))

    @extend_schema(responses={204: None})
    def delete(self, request: Request, uuid: UUID, user: UUID) -> Response:
        """Take somebody out of the team."""
        self.no_body()
        teams.take_from_team(actor=self.actor, team_uuid=uuid, user_uuid=user, now=self.now)
        return Response(status=204)
