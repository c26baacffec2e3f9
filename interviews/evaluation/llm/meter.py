"""What a call used up, known also when it fails."""

from dataclasses import dataclass, field
from typing import Any

RE_ASKS = 2  # how often a verdict that cannot stand is asked for again
LETTERS_A_TOKEN = 3  # on the low side: what is set aside should suffice
OVERHEAD_TOKENS = 600  # the schema of the verdict and the frame of the messages


@dataclass(slots=True)
class Meter:
    """Requests, tokens and time of a call, the model as the service named it, and what was said; filled as it goes."""

    requests: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    milliseconds: float = 0.0
    model_version: str = ""
    exchange: dict[str, Any] = field(default_factory=dict)

    @property
    def tokens(self) -> int:
        """Tokens in and out."""
        return self.input_tokens + self.output_tokens


def tokens_in(*texts: str) -> int:
    """How many tokens texts have at most, roughly; for what is set aside, and for services that do not count."""
    return sum(len(text) for text in texts) // LETTERS_A_TOKEN + OVERHEAD_TOKENS


def most_tokens(prompt_tokens: int, reply_tokens: int) -> int:
    """The most a call can use: each time it is asked again, it is sent what it said before."""
    asks = RE_ASKS + 1
    return asks * prompt_tokens + reply_tokens * asks * (asks + 1) // 2
