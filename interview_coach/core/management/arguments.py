"""What commands take on their command line."""

from argparse import ArgumentTypeError
from datetime import datetime

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime


def moment(text: str) -> datetime:
    """Return a time from "2026-03-01" or "2026-03-01T12:00+01:00"; one without a zone is in the server's."""
    try:
        day = parse_date(text)
        found = datetime(day.year, day.month, day.day) if day else parse_datetime(text)  # noqa: DTZ001  (zone below)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is no time: {error}") from error
    if found is None:
        raise ArgumentTypeError(f'{text!r} is no time; write it as "2026-03-01" or "2026-03-01T12:00+01:00"')
    return found if timezone.is_aware(found) else timezone.make_aware(found)
