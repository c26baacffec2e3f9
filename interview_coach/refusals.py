"""What is refused before anybody looks at who asks."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from interview_coach.core.api.problems import problem_response

Next = Callable[[HttpRequest], HttpResponse]


class RefusalsMiddleware:
    """Refuses TRACE everywhere, and plain http to the API where the installation asks for https.

    People who type an address are redirected; a program that was redirected would go on sending its token in clear.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "TRACE":
            return problem_response(405, "method_not_allowed", "There is no TRACE here.")
        if settings.SECURE_SSL_REDIRECT and request.path.startswith("/api/") and not request.is_secure():
            return problem_response(403, "https_required", "The API answers over https.")
        return self.get_response(request)
