"""Every error leaves as one shape: RFC 9457 `application/problem+json` with a stable `code`."""

from http import HTTPStatus
from typing import Any, cast

import orjson
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpResponse
from drf_standardized_errors.formatter import ExceptionFormatter
from drf_standardized_errors.handler import exception_handler
from drf_standardized_errors.types import ErrorResponse
from rest_framework import exceptions as drf
from rest_framework.response import Response

from interview_coach.core import exceptions as domain

PROBLEM_JSON = "application/problem+json"
# How the domain's kinds of refusal look over HTTP.
STATUSES: list[tuple[type[domain.DomainError], int]] = [
    (domain.Conflict, 409),
    (domain.NotFound, 404),
    (domain.Forbidden, 403),
    (domain.NotSignedIn, 401),
    (domain.KeyReused, 422),
    (domain.TooMany, 429),
    (domain.Unavailable, 503),
    (domain.DomainError, 400),
]
# The contract knows nine field codes; what a serializer says beyond them is "invalid".
FIELD_CODES = {
    "required", "null", "blank", "invalid", "invalid_choice", "min_value", "max_value", "max_length", "unknown_field",
}  # fmt: skip
RENAMED = {"not_authenticated": "not_authenticated", "authentication_failed": "not_authenticated"}


def problem(status: int, code: str, detail: str, **more: Any) -> dict[str, Any]:
    """Return the members of a problem document."""
    return {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail,
            "code": code, **more}  # fmt: skip


def problem_response(status: int, code: str, detail: str) -> HttpResponse:
    """Return a problem from outside DRF: middleware and plain Django views."""
    return HttpResponse(orjson.dumps(problem(status, code, detail)), status=status, content_type=PROBLEM_JSON)


def handle(exc: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler: domain errors first, then everything DRF and Django raise."""
    response: Response | None
    if isinstance(exc, domain.DomainError):
        response = _domain_response(exc)
    elif isinstance(exc, SuspiciousOperation):
        response = _suspicious_response(exc)
    else:
        response = exception_handler(exc, cast(Any, context))
    if response is not None:
        response.content_type = PROBLEM_JSON
    return response


def _domain_response(exc: domain.DomainError) -> Response:
    if isinstance(exc, domain.Invalid):
        errors = [{"field": exc.field, "code": exc.error_code, "detail": str(exc)}]
        return Response(problem(400, exc.code, "Some fields are not valid.", errors=errors), status=400)
    status = next(status for kind, status in STATUSES if isinstance(exc, kind))
    response = Response(problem(status, exc.code, str(exc), **exc.extra), status=status)
    if isinstance(exc, domain.TooMany):
        response["Retry-After"] = str(exc.retry_after)
    if status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="api"'
    return response


def _suspicious_response(exc: SuspiciousOperation) -> Response:
    """What Django refuses while it reads a request: too many bytes or fields, or something forged."""
    if isinstance(exc, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return Response(problem(413, "body_too_large", "The request body is too large."), status=413)
    return Response(problem(400, "bad_request", "The request is malformed."), status=400)


def _shown(text: str) -> str:
    """Return what is told back of a client's own words: a NUL could not be kept with an idempotency key."""
    return str(text).replace("\x00", "\N{REPLACEMENT CHARACTER}")


class ProblemFormatter(ExceptionFormatter):
    """Turns the flattened errors of drf-standardized-errors into a problem document."""

    def format_error_response(self, error_response: ErrorResponse) -> dict[str, Any]:
        status = self.exc.status_code
        if isinstance(self.exc, drf.ValidationError):
            errors = [
                {"field": _shown(error.attr or ""), "code": error.code if error.code in FIELD_CODES else "invalid",
                 "detail": _shown(error.detail)}
                for error in error_response.errors
            ]  # fmt: skip
            return problem(status, "validation_error", "Some fields are not valid.", errors=errors)
        first = error_response.errors[0]
        return problem(status, RENAMED.get(first.code, first.code), first.detail)
