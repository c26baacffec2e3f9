"""What comes in: serializers that take exactly the fields they name."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from rest_framework import serializers

MAX_JSON_DEPTH = 8
# How much of a wrong value is told back.
SHOWN = 100


def safe_json(value: Any, depth: int = 0) -> None:
    """Refuse what no database column can hold or no reader wants: NUL characters, deep nesting.

    Raises `serializers.ValidationError`.
    """
    if depth > MAX_JSON_DEPTH:
        raise serializers.ValidationError(f"Nested deeper than {MAX_JSON_DEPTH} levels.", code="invalid")
    if isinstance(value, str) and "\x00" in value:
        raise serializers.ValidationError("Null characters are not allowed.", code="invalid")
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > 2**63:
        raise serializers.ValidationError("A number is out of range.", code="invalid")
    if isinstance(value, Mapping):
        for key, item in value.items():
            safe_json(key, depth + 1)
            safe_json(item, depth + 1)
    elif isinstance(value, list):
        for item in value:
            safe_json(item, depth + 1)


class StrictSerializer(serializers.Serializer[Any]):
    """Unknown fields are an error, so that a misspelt one is never silently dropped."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping) and (unknown := set(data) - set(self.fields)):
            raise serializers.ValidationError(
                {str(name)[:100]: [serializers.ErrorDetail("There is no such field.", "unknown_field")]
                 for name in sorted(unknown, key=str)[:20]}
            )  # fmt: skip
        return super().to_internal_value(data)


class NothingIn(StrictSerializer):
    """The body of a call that takes none: anything in it would be ignored, so it is refused."""


class StrictUUIDField(serializers.UUIDField):
    """A uuid as a string: DRF would take any number for one."""

    def to_internal_value(self, data: Any) -> UUID:
        if not isinstance(data, str):
            self.fail("invalid", value=data)
        return super().to_internal_value(data)


class StrictBooleanField(serializers.BooleanField):
    """A JSON boolean, and no word or number for one; an empty body says nothing, also where it calls itself a form."""

    default_empty_html = serializers.empty

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid", input=str(data)[:SHOWN])
        return data


class ExactCharField(serializers.CharField):
    """Text kept to the character: quotes point into it by offset."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(trim_whitespace=False, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class StrictCharField(serializers.CharField):
    """Text, and only text: a number or a boolean is not quietly turned into one."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class StrictIntegerField(serializers.IntegerField):
    """A JSON integer: neither a string nor a boolean, and no fraction."""

    def to_internal_value(self, data: Any) -> int:
        if not isinstance(data, int) or isinstance(data, bool):
            self.fail("invalid")
        return super().to_internal_value(data)


class VocabularyField(serializers.ChoiceField):
    """A stored value of a fixed vocabulary, taken in any case and with spaces for underscores."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str) or len(data) > SHOWN:
            self.fail("invalid_choice", input=str(data)[:SHOWN])
        return super().to_internal_value(normalized(data))


def normalized(text: str) -> str:
    """Return the stored form of a vocabulary word: "Software Engineering" → "software_engineering"."""
    return "_".join(text.lower().replace("_", " ").split())


class JSONObjectField(serializers.JSONField):
    """A JSON object of modest depth and size."""

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, dict):
            raise serializers.ValidationError("This must be an object.", code="invalid")
        safe_json(data)
        return super().to_internal_value(data)
