"""Which language an answer speaks."""

from typing import Any

from django.conf import settings
from django.utils.translation import get_language_from_request, get_supported_language_variant


def language_of(request: Any) -> str:
    """Return the language of `Accept-Language` where the request names one, else the person's preference."""
    if request.headers.get("Accept-Language"):
        return str(get_language_from_request(request._request))  # noqa: SLF001  (Django's own, behind DRF's)
    try:
        return get_supported_language_variant(request.auth.language)
    except LookupError:
        return settings.LANGUAGE_CODE
