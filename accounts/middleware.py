"""The tenant scope of the back office: an administrator's own organization, or all of them for platform staff."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from accounts.models import User
from accounts.selectors import back_office_membership, house
from interview_coach.core.history import authored_by
from interview_coach.core.tenancy import all_tenants, tenant_scope

ACTIVE = "organization"


class BackOfficeScopeMiddleware:
    """Opens the scope for pages under the admin and leaves the membership it rests on at `request.membership`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(reverse("admin:index")):
            return self.get_response(request)
        with self._scope(request), authored_by(request.user.pk):
            response = self.get_response(request)
            if hasattr(response, "render") and not getattr(response, "is_rendered", True):
                response = response.render()  # lists are read while rendering: not after the scope has closed
            return response

    def _scope(self, request: HttpRequest) -> AbstractContextManager[None]:
        request.membership = None  # type: ignore[attr-defined]
        user = request.user
        if not isinstance(user, User):
            return nullcontext()
        if user.is_platform_staff:
            return all_tenants()
        membership = back_office_membership(user, request.session.get(ACTIVE))
        if membership is None:
            return nullcontext()
        request.membership = membership  # type: ignore[attr-defined]
        return tenant_scope(membership.organization_id, library_id=house().pk)
