"""Organizations, and who is in them."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import selectors
from accounts.api import organization_shapes as s
from accounts.models import Membership, Organization
from accounts.selectors import places
from accounts.services import members
from accounts.services.organizations import change_settings
from interview_coach.core.api.views import ScopedView, ScopedViewSet


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
    def retrieve(self, request: Request, uuid: UUID) -> Response:
        """One of them."""
        return Response(s.OrganizationOut.of(self.get_object()))

    @extend_schema(request=s.OrganizationIn, responses=s.OrganizationOut)
    def partial_update(self, request: Request, uuid: UUID) -> Response:
        """Change the settings of the active one; for owner and admin."""
        changes = self.body(s.OrganizationIn)
        changed = change_settings(actor=self.actor, organization_uuid=uuid, changes=changes, now=self.now)
        return Response(s.OrganizationOut.of(changed))


class Leave(ScopedView):
    @extend_schema(request=None, responses={204: None})
    def post(self, request: Request, uuid: UUID) -> Response:
        """Leave the active organization. 409 `last_owner` for its last owner, `house_stays` for the house."""
        self.no_body()
        places.check_is_here(self.actor, uuid)
        members.leave(actor=self.actor, now=self.now)
        return Response(status=204)


class Members(ScopedViewSet):
    """Who is in the active organization."""

    queryset = Membership.objects.none()
    model = Membership
    ordering_fields = ("uuid", "created_at")

    @extend_schema(responses=s.MemberOut(many=True))
    def list(self, request: Request, uuid: UUID) -> Response:
        """Everybody for coach and up; a candidate finds their own place."""
        places.check_is_here(self.actor, uuid)
        return self.list_rows(places.members(self.actor), s.MemberOut)

    @extend_schema(request=s.RoleIn, responses=s.MemberOut)
    def partial_update(self, request: Request, uuid: UUID, user: UUID) -> Response:
        """Give a member another role; owner and admin, as far as they give both. 409 `last_owner`."""
        places.check_is_here(self.actor, uuid)
        body = self.body(s.RoleIn)
        changed = members.change_member(actor=self.actor, user_uuid=user, now=self.now, **body)
        return Response(s.MemberOut.of(changed))

    @extend_schema(responses={204: None})
    def destroy(self, request: Request, uuid: UUID, user: UUID) -> Response:
        """End a membership: the member's sessions here end at once. Their work stays the organization's.
        409 `last_owner`, `house_stays` for the house."""
        places.check_is_here(self.actor, uuid)
        self.no_body()
        members.end_membership(actor=self.actor, user_uuid=user, now=self.now)
        return Response(status=204)
