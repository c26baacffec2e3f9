"""What can go wrong for a client, each told in one line."""

from typing import Any


class PracticeError(Exception):
    """Something that ends the sitting at this terminal."""


class Unreachable(PracticeError):
    """The server did not answer at all."""


class ApiError(PracticeError):
    """The server refused. `code` is stable and may be switched on; `detail` is for people."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(f"{detail} ({status} {code})")
        self.status, self.code, self.detail = status, code, detail

    @classmethod
    def from_problem(cls, status: int, problem: Any, reason: str) -> "ApiError":
        """Read a problem document; anything else is told by its status alone."""
        if not isinstance(problem, dict) or "code" not in problem:
            return cls(status, "http_error", f"The server answered {status} {reason}".rstrip())
        detail = str(problem.get("detail") or problem.get("title") or reason)
        wrong = [f"{e.get('field')}: {e.get('detail')}" for e in _listed(problem.get("errors"))]
        return cls(status, str(problem["code"]), " ".join([detail, "; ".join(wrong)]).strip())


def _listed(errors: Any) -> list[dict[str, Any]]:
    return [error for error in errors if isinstance(error, dict)] if isinstance(errors, list) else []
