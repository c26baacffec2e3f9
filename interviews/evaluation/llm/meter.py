"""What a call used up, known also when it fails."""

import json
from dataclasses import dataclass, field
from typing import Any

from interviews.evaluation.llm.config import ModelConfig
from interviews.evaluation.llm.prompt import Prompt

RE_ASKS = 2  # how often a verdict that cannot stand is asked for again, in all attempts of a call together
LETTERS_A_TOKEN = 3  # on the low side: what is set aside has to suffice
SCHEMA_TOKENS = 2000  # the schema of the verdict, as it is longest: quoted in a prompt; and what frames the messages
COMPLAINT_TOKENS = 400  # what was wrong with a verdict


@dataclass(slots=True)
class Meter:
    """Requests, tokens and time of a call, the model as the service named it, and what was said; filled as it goes.

    `sent_tokens` is the most that the requests can hold; `is_spent`: one was held back, since it would have gone beyond
    what was set aside.
    """

    requests: int = 0
    sent_tokens: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    milliseconds: float = 0.0
    model_version: str = ""
    is_spent: bool = False
    exchange: dict[str, Any] = field(default_factory=dict)

    @property
    def tokens(self) -> int:
        """Tokens in and out."""
        return self.input_tokens + self.output_tokens


@dataclass(frozen=True, slots=True)
class Allowance:
    """The most tokens a call may use: what is set aside for it."""

    tokens_in: int
    tokens_out: int


def allowance_for(prompt: Prompt, config: ModelConfig) -> Allowance:
    """The room for all requests of a call: each attempt, and each time a verdict is asked for again, which sends along
    what was said before and what was wrong with it."""
    asks = config.attempts + RE_ASKS
    again = RE_ASKS * (RE_ASKS + 1) // 2 * (config.max_output_tokens + COMPLAINT_TOKENS)
    return Allowance(asks * prompt_tokens(prompt) + again, asks * config.max_output_tokens)


def prompt_tokens(prompt: Prompt) -> int:
    """How many tokens one request has at most that holds nothing but the prompt, as JSON with its schema."""
    return tokens_in(json.dumps([prompt.instructions, prompt.message], ensure_ascii=False)) + SCHEMA_TOKENS


def tokens_in(text: str) -> int:
    """How many tokens a text has at most: one for three plain letters or spaces, and beyond those one for each byte,
    which no tokenizer exceeds."""
    plain = sum(character.isascii() and (character.isalpha() or character.isspace()) for character in text)
    return -(-plain // LETTERS_A_TOKEN) + len(text.encode("utf-8", "replace")) - plain
