"""A spoken answer as a client timed it: when each word was said, and what it measured itself. Seconds throughout."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TimedWord:
    """One recognised word, said from `start` to `end` seconds after the recording began."""

    text: str
    start: float
    end: float

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"{self.text!r} cannot be said from {self.start} to {self.end}")


@dataclass(frozen=True, slots=True)
class Speech:
    """`words` in the order in which they begin; None for what the client did not measure.

    `duration` is the recording's; `pause_count` and `pause_seconds` are pauses by the client's own threshold.
    """

    words: tuple[TimedWord, ...] = ()
    time_to_first_word: float | None = None
    duration: float | None = None
    pause_count: int | None = None
    pause_seconds: float | None = None
