"""One's own sign-ins."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import selectors
from accounts.api import sessions_shapes as s
from accounts.models import UserSession
from accounts.services import sessions
from interview_coach.core.api.views import ScopedViewSet


class MySessions(ScopedViewSet):
    """The person's sessions that live, wherever they work."""

    queryset = UserSession.objects.none()
    model = UserSession
    without_two_factor = True
    rate = "auth"

    @extend_schema(responses=s.SessionOut(many=True))
    def list(self, request: Request) -> Response:
        """Where one is signed in, the latest sign-in first."""
        return self.list_rows(selectors.sessions_of(self.actor, timezone.now()), s.SessionOut)

    @extend_schema(responses={204: None})
    def destroy(self, request: Request, uuid: Any) -> Response:
        """End one of them: its tokens and open sockets stop at once."""
        self.no_body()
        sessions.end_own(actor=self.actor, session_uuid=uuid, now=self.now)
        return Response(status=204)
