"""Errors of the domain. Each carries a stable `code`; how it looks over HTTP is the API's business."""

from typing import Any, ClassVar


class DomainError(Exception):
    """Something the product's rules forbid, told to the person who asked for it."""

    code: ClassVar[str] = "error"
    message: ClassVar[str] = "This cannot be done."

    def __init__(self, message: str = "", **extra: Any) -> None:
        super().__init__(message or self.message)
        self.extra = extra


class Conflict(DomainError):
    """The request was sound, but the state of things forbids it (HTTP 409)."""


class NotFound(DomainError):
    """What was named does not exist, or not for the one who asks (HTTP 404)."""

    code = "not_found"
    message = "Not found."


class Forbidden(DomainError):
    """The caller's role does not allow this (HTTP 403)."""

    code = "permission_denied"
    message = "Your role does not allow this."


class TwoFactorRequired(Forbidden):
    """The organization asks its members for two factors, and the caller has one."""

    code = "two_factor_required"
    message = "This organization asks for two factors: switch them on first (auth/2fa/setup/)."


class Invalid(DomainError):
    """One field of the input breaks a rule that only the domain knows (HTTP 400, `validation_error`)."""

    code = "validation_error"

    def __init__(self, field: str, error_code: str, detail: str) -> None:
        super().__init__(detail)
        self.field, self.error_code = field, error_code


class NotSignedIn(DomainError):
    """The caller could not be identified (HTTP 401)."""

    code = "not_authenticated"
    message = "Sign in first."


class TooMany(DomainError):
    """Tried too often (HTTP 429); `retry_after` is in whole seconds."""

    code = "throttled"

    def __init__(self, message: str, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class KeyReused(DomainError):
    """An idempotency key came back with another body (HTTP 422)."""

    code = "idempotency_key_reused"
    message = "This Idempotency-Key was used with a different request."


class Unavailable(DomainError):
    """Something the installation needs for this is missing for now; nobody's input is to blame (HTTP 503)."""

    code = "unavailable"
    message = "This is not available for now."
