"""Invitations: sending them for the active organization, and accepting one."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api import invitation_shapes as s
from accounts.models import Invitation
from accounts.selectors import places
from accounts.services import invitation_files, invitations, joining
from interview_coach.core.api.views import ScopedView, ScopedViewSet

INVITE = OpenApiExample("A candidate", value={"email": "erin@example.org", "role": "candidate"}, request_only=True)


class Invitations(ScopedViewSet):
    """Whom the active organization asked to join."""

    queryset = Invitation.objects.none()
    model = Invitation
    ordering_fields = ("uuid", "expires_at")

    @extend_schema(responses=s.InvitationOut(many=True))
    def list(self, request: Request, uuid: UUID) -> Response:
        """Every invitation and how it stands, newest first; owner and admin."""
        places.check_is_here(self.actor, uuid)
        return self.list_rows(places.invitations(self.actor, self.now), s.InvitationOut)

    @extend_schema(request=s.InvitationIn, responses={201: s.InvitationOut}, examples=[INVITE])
    def create(self, request: Request, uuid: UUID) -> Response:
        """Mail somebody a token to join with; owner and admin, for roles they give. An address without an account gets
        one by accepting; the answer does not tell which it is. 409 `already_member`, `already_invited`."""
        places.check_is_here(self.actor, uuid)
        sent = invitations.invite(actor=self.actor, now=self.now, **self.body(s.InvitationIn))
        return Response(self._shown(sent.uuid), status=201)

    def _shown(self, uuid: UUID) -> Any:
        return s.InvitationOut.shape(places.invitations(self.actor, self.now)).get(uuid=uuid)


class OneInvitation(Invitations):
    @extend_schema(responses={204: None})
    def destroy(self, request: Request, uuid: UUID) -> Response:
        """Take an invitation back. 409 `invitation_closed`."""
        self.no_body()
        invitations.revoke(actor=self.actor, invitation_uuid=uuid, now=self.now)
        return Response(status=204)

    @extend_schema(request=None, responses=s.InvitationOut)
    def resend(self, request: Request, uuid: UUID) -> Response:
        """Mail a new token with a new term; the former one is worth nothing from then on. 409 `invitation_closed`."""
        self.no_body()
        invitations.resend(actor=self.actor, invitation_uuid=uuid, now=self.now)
        return Response(self._shown(uuid))


class ManyInvitations(ScopedView):
    parser_classes = (MultiPartParser,)

    @extend_schema(request=s.FileIn, responses=s.InvitedOut)
    def post(self, request: Request, uuid: UUID) -> Response:
        """Invite everybody a file names, up to 500 rows; rows that cannot be are told by line and code, and left out.
        With `dry_run` nothing is sent."""
        places.check_is_here(self.actor, uuid)
        body = self.body(s.FileIn)
        rows = invitation_files.read_rows(body["file"].read(invitation_files.LARGEST_FILE + 1))
        report = invitation_files.invite_many(actor=self.actor, rows=rows, dry_run=body["dry_run"], now=self.now)
        return Response(s.InvitedOut.of(report))


class Accept(ScopedView):
    permission_classes = (AllowAny,)
    idempotent = False
    rate = "auth"

    @extend_schema(request=s.AcceptIn, responses={200: s.AcceptedOut, 201: s.AcceptedOut})
    def post(self, request: Request) -> Response:
        """Join by an invitation's token: signed in with the address it was mailed to, or without an account by opening
        one, which the token verifies at once. A token is good once; any other is a 400 at `token`."""
        body = self.body(s.AcceptIn)
        if self.actor is None:
            return Response(s.AcceptedOut.of(joining.open_account(now=self.now, **body)), status=201)
        joined = joining.accept(user_id=self.actor.user_id, now=self.now, **body)
        return Response(s.AcceptedOut.of(joined))
