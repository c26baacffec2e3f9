"""Typed query parameters of calls that are no lists."""

from uuid import UUID

from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request


def query_uuid(request: Request, name: str) -> UUID | None:
    """Return the uuid given as `?name=`, None without one; raise a 400 for anything else."""
    given = request.query_params.get(name)
    if not given:
        return None
    try:
        return UUID(given)
    except ValueError as error:
        raise ValidationError({name: [ErrorDetail("This is no uuid.", "invalid")]}) from error


def event_number(request: Request) -> int:
    """Return `?after=`, 0 without one; raise a 400 unless it is a whole number from 0."""
    given = request.query_params.get("after", "0")
    if not (given.isascii() and given.isdigit() and len(given) <= 9):
        raise ValidationError({"after": [ErrorDetail("A whole number from 0.", "invalid")]})
    return int(given)
