"""Which language an answer speaks."""

from typing import Any

from django.conf import settings
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header


def language_of(request: Any) -> str:
    """Return the first language of `Accept-Language` that we speak, else the person's preference, else English."""
    named = [name for name, _ in parse_accept_lang_header(request.headers.get("Accept-Language", ""))]
    for name in (*named, request.auth.language):
        try:
            return get_supported_language_variant(name)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE
