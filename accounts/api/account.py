"""The signed-in person's own account."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import selectors
from accounts.api import account_shapes as s
from accounts.models import ActivityLog
from accounts.services import profile
from interview_coach.core.api.views import ScopedView, ScopedViewSet


class Me(ScopedView):
    without_two_factor = True

    @extend_schema(responses=s.MeOut)
    def get(self, request: Request) -> Response:
        """The signed-in person, with running statistics."""
        return Response(s.MeOut.of_person(self.person, self.actor))

    @extend_schema(request=s.ProfileIn, responses=s.MeOut)
    def patch(self, request: Request) -> Response:
        """Change profile fields and preferences."""
        user = profile.update_profile(actor=self.actor, changes=self.body(s.ProfileIn), now=self.now)
        return Response(s.MeOut.of_person(user, self.actor))

    @extend_schema(request=s.DeleteIn, responses={204: None})
    def delete(self, request: Request) -> Response:
        """Close the account, by a body with `password`, and `otp` where two factors are on; signing in within 30 days
        brings it back. 409 `last_owner` with the `organization` that others are in and nobody else owns."""
        profile.delete_account(actor=self.actor, **self.body(s.DeleteIn), now=self.now)
        return Response(status=204)


class MyActivity(ScopedViewSet):
    """The person's own lines of the trail in the active organization."""

    queryset = ActivityLog.objects.none()
    model = ActivityLog

    @extend_schema(responses=s.ActivityOut(many=True))
    def list(self, request: Request) -> Response:
        """The person's own audit trail, newest first."""
        return self.list_rows(selectors.activity_of(self.actor.user_id), s.ActivityOut)
