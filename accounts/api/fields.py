"""Fields of people: address, time zone, language."""

import zoneinfo
from functools import cache
from typing import Any

from django.conf import settings
from rest_framework import serializers

from interview_coach.core.api.inputs import (
    StrictCharField,
    VocabularyField,
)


class EmailField(serializers.EmailField):
    """An address, kept in lower case."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data).lower()


@cache
def time_zones() -> set[str]:
    """Return the names of all time zones; finding them walks the disk."""
    return zoneinfo.available_timezones()


class TimezoneField(StrictCharField):
    """An IANA time zone name."""

    def to_internal_value(self, data: Any) -> str:
        name = super().to_internal_value(data)
        if name not in time_zones():
            raise serializers.ValidationError("This is no time zone.", code="invalid_choice")
        return name


def language_field(**kwargs: Any) -> VocabularyField:
    return VocabularyField(choices=settings.LANGUAGES, **kwargs)
