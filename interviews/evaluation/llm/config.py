"""The models an operator offers, from JSON: `{"house-gpt": {"provider": "openai", "model": "…", "api_key": "…"}}`."""

import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from decimal import Decimal
from typing import Any

PROVIDERS = ("openai", "anthropic")
OUTPUTS = ("tool", "native", "prompted")
LONGEST_NAME = 50  # characters; a feedback keeps the name
PER = Decimal(1_000_000)  # prices are for so many tokens
_NUMBERS = {
    "input_price": (0.0, 10_000.0), "output_price": (0.0, 10_000.0), "timeout": (0.05, 600.0),
    "deadline": (0.05, 900.0), "temperature": (0.0, 2.0), "max_output_tokens": (200, 100_000), "attempts": (1, 10),
    "pause": (0.0, 60.0),
}  # fmt: skip
_WHOLE = frozenset({"max_output_tokens", "attempts"})


class ConfigError(ValueError):
    """The configured models cannot be right; says which and why, and never repeats a value: it may be a key."""


@dataclass(frozen=True, slots=True)
class ModelConfig:
    """One model under the operator's own `name`.

    `base_url` empty: the provider's own address. Prices in US dollars for a million tokens; `timeout` of one request
    and `deadline` of the whole call with its repeats in seconds; `attempts` counts the first; `pause` is
    before the second, and doubles. `output`: how a verdict
    is asked for, as a tool call, by the service's own JSON schema mode, or by the prompt alone.
    """

    name: str
    provider: str
    model: str
    base_url: str = ""
    api_key: str = field(default="", repr=False)
    input_price: float = 0.0
    output_price: float = 0.0
    timeout: float = 20.0
    deadline: float = 45.0
    temperature: float = 0.0
    max_output_tokens: int = 2000
    attempts: int = 3
    pause: float = 0.5
    output: str = "tool"
    streams: bool = True

    def cost(self, input_tokens: int, output_tokens: int) -> Decimal:
        """What so many tokens cost, in US dollars."""
        paid = Decimal(str(self.input_price)) * input_tokens + Decimal(str(self.output_price)) * output_tokens
        return (paid / PER).quantize(Decimal("0.000001"))


def read_models(text: str, **defaults: Any) -> dict[str, ModelConfig]:
    """The models of a JSON text by name, in its order; `defaults` stand in for what an entry leaves out.

    Raises `ConfigError` naming everything that is wrong.
    """
    try:
        entries = json.loads(text) if text.strip() else {}
    except ValueError as error:
        raise ConfigError("It is not valid JSON.") from error
    if not isinstance(entries, dict):
        raise ConfigError("It must be an object of models by name.")
    problems = [problem for name, entry in entries.items() for problem in _problems(name, entry)]
    if problems:
        raise ConfigError(" ".join(problems))
    return {name: ModelConfig(name=name, **{**defaults, **entry}) for name, entry in entries.items()}


def _problems(name: str, entry: object) -> list[str]:
    if not name.strip() or len(name) > LONGEST_NAME:
        return [f"A model's name has 1 to {LONGEST_NAME} characters."]
    if not isinstance(entry, Mapping):
        return [f"{name}: an object is needed."]
    known = {f.name: f for f in fields(ModelConfig) if f.name != "name"}
    unknown = [f"{name}: there is no {key!r}." for key in entry if key not in known]
    missing = [f"{name}: {key} is needed." for key, f in known.items() if f.default is MISSING and key not in entry]
    return [*unknown, *missing, *(p for key, f in known.items() if key in entry for p in _wrong(name, f, entry[key]))]


def _wrong(name: str, about: Field[Any], value: object) -> list[str]:
    if about.name in _NUMBERS:
        return _wrong_number(name, about.name, value)
    kind = bool if about.name == "streams" else str
    if not isinstance(value, kind):
        return [f"{name}: {about.name} is {'true or false' if kind is bool else 'a text'}."]
    allowed = {"provider": PROVIDERS, "output": OUTPUTS}.get(about.name)
    if allowed and value not in allowed:
        return [f"{name}: {about.name} is one of {', '.join(allowed)}."]
    return _wrong_text(name, about.name, str(value))


def _wrong_text(name: str, key: str, value: str) -> list[str]:
    if key == "base_url" and value and not value.startswith(("http://", "https://")):
        return [f"{name}: base_url begins with http:// or https://."]
    return [f"{name}: model names the model."] if key == "model" and not value.strip() else []


def _wrong_number(name: str, key: str, value: object) -> list[str]:
    least, most = _NUMBERS[key]
    whole = key in _WHOLE
    if isinstance(value, bool) or not isinstance(value, int if whole else int | float) or not least <= value <= most:
        return [f"{name}: {key} is a {'whole ' if whole else ''}number from {least:g} to {most:g}."]
    return []
