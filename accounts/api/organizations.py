"""Places."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import selectors
from accounts.api import organization_shapes as s
from accounts.models import Organization
from interview_coach.core.api.views import ScopedViewSet


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
