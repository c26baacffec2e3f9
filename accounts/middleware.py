"""A line of the trail for each request; and the tenant scope of the back office."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.rules import Actor, enters_as_staff
from accounts.selectors import back_office_membership, house
from accounts.services.audit.requests import Answered, lines
from interview_coach.core.history import authored_by
from interview_coach.core.request_context import current_request
from interview_coach.core.tenancy import all_tenants, tenant_scope

ACTIVE = "organization"


# Asked by machines every few seconds, and files that are everyone's.
LEFT_OUT = ("/healthz/", "/readyz/", "/metrics", "/static/")


class RequestTrailMiddleware:
    """Notes who asked for what, how it was answered and how long that took. The line is written later, in a batch."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        response = self.get_response(request)
        if settings.TRAIL_REQUESTS and not request.path.startswith(LEFT_OUT):
            took = 1000 * (time.perf_counter() - started)
            lines.put(Answered(*who(request), current_request(), response.status_code, took, timezone.now()))
        return response


def who(request: HttpRequest) -> tuple[int | None, int | None]:
    """Return organization and person behind a request that was answered, as far as it was asked; costs no query."""
    actor = getattr(request, "auth", None)
    if isinstance(actor, Actor):
        return actor.organization_id, actor.user_id
    if hasattr(request, "membership"):  # the back office
        return request.membership and request.membership.organization_id, request.user.pk
    return None, None


class BackOfficeScopeMiddleware:
    """Administrators work in their own organization, platform staff in all of them.

    Opens the scope for pages under the admin and leaves the membership it rests on at `request.membership`.
    """

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
            return all_tenants() if enters_as_staff(user) else nullcontext()
        membership = back_office_membership(user, request.session.get(ACTIVE))
        if membership is None:
            return nullcontext()
        request.membership = membership  # type: ignore[attr-defined]
        return tenant_scope(membership.organization_id, library_id=house().pk)
