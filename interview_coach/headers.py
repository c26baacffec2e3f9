"""The headers by which a browser is told what our pages may do, and what it may keep."""

from collections.abc import Callable
from typing import Any

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from interview_coach import policies

Next = Callable[[HttpRequest], HttpResponse]


class BrowserPolicyMiddleware:
    """Gives each kind of page its policy; what belongs to a person is kept by no cache on its way."""

    def __init__(self, get_response: Next) -> None:
        self.plain = get_response
        self.pages: dict[str, Any] = {
            reverse("admin:index"): csp_replace(policies.BACK_OFFICE)(get_response),
            reverse("docs"): csp_replace(policies.DOCS)(get_response),
        }

    def __call__(self, request: HttpRequest) -> HttpResponse:
        page = next((start for start in self.pages if request.path.startswith(start)), None)
        response: HttpResponse = (self.pages[page] if page else self.plain)(request)
        response["Permissions-Policy"] = policies.PERMISSIONS
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.path.startswith("/api/"):
            response.setdefault("Cache-Control", "no-store")
        return response
