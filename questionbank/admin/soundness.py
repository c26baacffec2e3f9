"""The rules' findings as a form's own errors."""

from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import ValidationError

from interview_coach.core.exceptions import Invalid

_Result = TypeVar("_Result")


def checked(rule: Callable[[object], _Result], given: object) -> _Result:
    """Return what `rule` makes of `given`; raise the `ValidationError` that says where it is not sound."""
    try:
        return rule(given)
    except Invalid as error:
        raise ValidationError(f"{error.field}: {error}") from error
