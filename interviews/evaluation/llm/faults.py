"""Ways in which a call of a language model fails, each with the outcome the ledger writes."""

from typing import ClassVar


class Fault(Exception):
    """No usable verdict came. `reason` is told to people, so it holds neither keys, nor addresses, nor anyone's words.

    `passes`: whether asking again may help. `blames_service`: whether the service failed, rather than the model's or
    the candidate's words. `retry_after`: the seconds the service asked to be left alone.
    """

    outcome: ClassVar[str] = "server_error"
    blames_service: ClassVar[bool] = True

    def __init__(self, reason: str, *, passes: bool = True, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.reason, self.passes, self.retry_after = reason, passes, retry_after


class RateLimited(Fault):
    outcome = "rate_limited"


class ServerFailed(Fault):
    outcome = "server_error"


class TimedOut(Fault):
    outcome = "timeout"


class Unreachable(Fault):
    outcome = "unreachable"


class BadOutput(Fault):
    outcome = "bad_output"
    blames_service = False


class Refused(Fault):
    outcome = "refused"
    blames_service = False


class Manipulated(Fault):
    """The model did what the answer told it to."""

    outcome = "manipulated"
    blames_service = False
