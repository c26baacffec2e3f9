"""The door: every request gets an id and an origin, and oversized bodies are turned away unread."""

import ipaddress
import re
from collections.abc import Callable

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from interview_coach.core.api.problems import problem_response
from interview_coach.core.exceptions import Unavailable
from interview_coach.core.models import uuid7
from interview_coach.core.request_context import RequestContext, set_request

SANE_ID = re.compile(r"[A-Za-z0-9._\-]{1,64}")
# What follows opens a file to whoever has it, and is not for those who read the trail.
TOKEN_IN_PATH = re.compile(r"(?<=^/media/)[^/]+")
# Multipart framing and the other fields come on top of the largest upload.
FRAMING = 65_536
Next = Callable[[HttpRequest], HttpResponse]


def client_address(meta: dict[str, str]) -> str:
    """Return the client's address, believing only as many X-Forwarded-For entries as proxies are configured."""
    candidate = meta.get("REMOTE_ADDR", "")
    forwarded = [part.strip() for part in meta.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if settings.TRUSTED_PROXIES and forwarded:
        candidate = forwarded[-min(settings.TRUSTED_PROXIES, len(forwarded))]
    try:
        return str(ipaddress.ip_address(candidate))
    except ValueError:
        return ""


def request_context(meta: dict[str, str], method: str, path: str) -> RequestContext:
    """Return what the trail keeps of a request, cut to the lengths of its columns."""
    given = meta.get("HTTP_X_REQUEST_ID", "")
    return RequestContext(
        request_id=given if SANE_ID.fullmatch(given) else str(uuid7()),
        ip_address=client_address(meta),
        user_agent=meta.get("HTTP_USER_AGENT", "").replace("\x00", "")[:256],
        method=method[:10],
        path=TOKEN_IN_PATH.sub("…", path.replace("\x00", ""))[:256],
        location=meta.get(settings.LOCATION_HEADER, "")[:100] if settings.LOCATION_HEADER else "",
    )


class RequestContextMiddleware:
    """Names the request, binds the name to its log lines, and hands it back as `X-Request-ID`."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        context = request_context(request.META, request.method or "", request.path)
        set_request(context)
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=context.request_id)
        response = self.get_response(request)
        response["X-Request-ID"] = context.request_id
        return response


class BodyLimitMiddleware:
    """Refuses a body by its announced length, before a byte of it is read. Uploads have a limit of their own."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        announced = request.META.get("CONTENT_LENGTH") or "0"
        multipart = request.content_type == "multipart/form-data"
        limit = settings.MAX_MEDIA_BYTES + FRAMING if multipart else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if announced.isdigit() and int(announced) > limit:
            return problem_response(413, "body_too_large", f"A request body may have at most {limit} bytes.")
        return self.get_response(request)


class UnavailableMiddleware:
    """Answers 503 where a page needs something that is missing for now; the API says it by itself."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Unavailable):
            return problem_response(503, exception.code, str(exception))
        return None
