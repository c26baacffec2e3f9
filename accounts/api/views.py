"""Auth and account."""

from typing import Any

from django.conf import settings
from django.utils import timezone
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import selectors
from accounts.api import serializers as s
from accounts.models import ActivityLog, Organization, UserSession
from accounts.services import profile, registration, sessions
from interview_coach.core.api.views import ScopedView, ScopedViewSet

REGISTER = OpenApiExample(
    "A new account",
    value={"email": "erin@example.org", "password": "staple-battery-26", "first_name": "Erin"},
    request_only=True,
)
LOGIN = OpenApiExample(
    "Signing in", value={"email": "erin@example.org", "password": "staple-battery-26"}, request_only=True
)


class OpenView(ScopedView):
    """A call that needs no sign-in, and looks at none."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    idempotent = False


class AuthView(ScopedView):
    """A call of the signed-in person about the session itself."""

    idempotent = False


class Register(OpenView):
    @extend_schema(request=s.RegisterIn, responses={201: s.RegisterOut}, examples=[REGISTER])
    def post(self, request: Request) -> Response:
        """Open an account. A known address answers the same; its owner gets a mail."""
        body = self.body(s.RegisterIn)
        registration.register(**body, now=self.now)
        return Response({"email": body["email"]}, status=201)


class VerifyEmail(OpenView):
    @extend_schema(request=s.TokenIn, responses={204: None})
    def post(self, request: Request) -> Response:
        """Prove an address by the token that was mailed to it."""
        registration.verify_email(**self.body(s.TokenIn), now=self.now)
        return Response(status=204)


class Login(OpenView):
    @extend_schema(request=s.LoginIn, responses=s.LoginOut, examples=[LOGIN])
    def post(self, request: Request) -> Response:
        """Sign in: a session, a short access token, and a refresh token that is good for one use."""
        body = self.body(s.LoginIn)
        tokens = sessions.log_in(email=body["email"], password=body["password"], now=self.now)
        return Response(
            {
                "access": tokens.access,
                "refresh": tokens.refresh,
                "session": tokens.session.uuid,
                "user": s.ProfileOut.of(tokens.session.user),
            }
        )


class Refresh(OpenView):
    @extend_schema(request=s.RefreshIn, responses=s.RefreshOut)
    def post(self, request: Request) -> Response:
        """Spend a refresh token for the next pair; spending one twice ends the session."""
        tokens = sessions.refresh(token=self.body(s.RefreshIn)["refresh"], now=self.now)
        return Response({"access": tokens.access, "refresh": tokens.refresh})


class Switch(AuthView):
    @extend_schema(request=s.SwitchIn, responses=s.SwitchOut)
    def post(self, request: Request) -> Response:
        """Make another of the person's organizations the active one of this session."""
        chosen = self.body(s.SwitchIn)["organization"]
        access, organization = sessions.switch(actor=self.actor, organization_uuid=chosen, now=self.now)
        return Response({"access": access, "organization": organization.uuid})


class Logout(AuthView):
    @extend_schema(request=None, responses={204: None})
    def post(self, request: Request) -> Response:
        """End this session: its access token stops working at once."""
        self.no_body()
        sessions.end(session=UserSession.objects.get(uuid=self.actor.session_uuid), now=self.now)
        return Response(status=204)


class LogoutAll(AuthView):
    @extend_schema(request=None, responses={204: None})
    def post(self, request: Request) -> Response:
        """End every session of the person."""
        self.no_body()
        sessions.end_all(user_id=self.actor.user_id, now=self.now)
        return Response(status=204)


class WsTicket(AuthView):
    @extend_schema(request=None, responses=s.TicketOut)
    def post(self, request: Request) -> Response:
        """A ticket that opens one socket within 30 seconds, for browsers that cannot set a header."""
        self.no_body()
        ticket = sessions.issue_ticket(self.actor.session_uuid)
        return Response({"ticket": ticket, "expires_in": settings.WS_TICKET_SECONDS})


class Me(ScopedView):
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
        """Close the account; signing in within 30 days brings it back."""
        profile.delete_account(actor=self.actor, password=self.body(s.DeleteIn)["password"], now=timezone.now())
        return Response(status=204)


class MyActivity(ScopedViewSet):
    """The person's own lines of the trail in the active organization."""

    queryset = ActivityLog.objects.none()
    model = ActivityLog

    @extend_schema(responses=s.ActivityOut(many=True))
    def list(self, request: Request) -> Response:
        """The person's own audit trail, newest first."""
        return self.list_rows(selectors.activity_of(self.actor.user_id), s.ActivityOut)


class Organizations(ScopedViewSet):
    """The organizations a person belongs to."""

    queryset = Organization.objects.none()
    model = Organization

    def get_queryset(self) -> Any:
        return selectors.organizations_of(self.actor.user_id)

    @extend_schema(responses=s.OrganizationOut(many=True))
    def list(self, request: Request) -> Response:
        """The organizations the person is a member of."""
        return self.list_rows(self.get_queryset(), s.OrganizationOut)

    @extend_schema(responses=s.OrganizationOut)
    def retrieve(self, request: Request, uuid: Any) -> Response:
        """One of them."""
        return Response(s.OrganizationOut.of(self.get_object()))
