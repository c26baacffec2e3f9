"""Opening an account, signing in, and out."""

from django.conf import settings
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api import account_shapes
from accounts.api import signing_in_shapes as s
from accounts.api.base import AuthView, OpenView
from accounts.models import UserSession
from accounts.services import registration, sessions, tokens

REGISTER = OpenApiExample(
    "A new account",
    value={"email": "erin@example.org", "password": "staple-battery-26", "first_name": "Erin"},
    request_only=True,
)
LOGIN = OpenApiExample(
    "Signing in", value={"email": "erin@example.org", "password": "staple-battery-26"}, request_only=True
)


class Register(OpenView):
    @extend_schema(request=s.RegisterIn, responses={201: s.RegisterOut}, examples=[REGISTER])
    def post(self, request: Request) -> Response:
        """Open an account. A known address answers the same; its owner gets a mail. One that was not proven yet gets
        another token: ask again where the first was lost or is too old."""
        body = self.body(s.RegisterIn)
        registration.register(**body, now=self.now)
        return Response({"email": body["email"]}, status=201)


class VerifyEmail(OpenView):
    @extend_schema(request=s.TokenIn, responses={204: None})
    def post(self, request: Request) -> Response:
        """Prove an address by the token that was mailed to it; a right one that is too old says so."""
        registration.verify_email(**self.body(s.TokenIn), now=self.now)
        return Response(status=204)


class Login(OpenView):
    @extend_schema(request=s.LoginIn, responses=s.LoginOut, examples=[LOGIN])
    def post(self, request: Request) -> Response:
        """Sign in: a session, a short access token, and a refresh token that is good for one use."""
        body = self.body(s.LoginIn)
        opened = sessions.log_in(**body, now=self.now)
        return Response(
            {
                "access": opened.access,
                "refresh": opened.refresh,
                "session": opened.session.uuid,
                "user": account_shapes.ProfileOut.of(opened.session.user),
            }
        )


class Refresh(OpenView):
    @extend_schema(request=s.RefreshIn, responses=s.RefreshOut)
    def post(self, request: Request) -> Response:
        """Spend a refresh token for the next pair; spending one twice ends the session."""
        opened = sessions.refresh(token=self.body(s.RefreshIn)["refresh"], now=self.now)
        return Response({"access": opened.access, "refresh": opened.refresh})


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
        """End every session of the person, sign-ins to the back office included."""
        self.no_body()
        sessions.end_all(user_id=self.actor.user_id, now=self.now)
        return Response(status=204)


class WsTicket(AuthView):
    @extend_schema(request=None, responses=s.TicketOut)
    def post(self, request: Request) -> Response:
        """A ticket that opens one socket within 30 seconds, for browsers that cannot set a header."""
        self.no_body()
        ticket = tokens.issue_ticket(self.actor.session_uuid)
        return Response({"ticket": ticket, "expires_in": settings.WS_TICKET_SECONDS})
